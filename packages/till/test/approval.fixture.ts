import type { EmployeeFeed, TerminalSettings } from '@jowi/contracts/sync/pull';
import { parseTiyin } from '@jowi/domain/money';
import { FakeClock } from '@jowi/testkit/fake-clock';
import { expect } from 'vitest';
import type { Clock } from '../src/ports.ts';
import { TillError } from '../src/result.ts';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import {
  MANAGER_ID,
  MANAGER_PIN,
  pinOf,
  SAMPLE_SETTINGS,
  sampleBarcode,
  sampleEmployee,
  sampleManager,
} from '../src/testing/sample-shop.ts';
import type { TillContext } from '../src/till-context.ts';
import { type ApproveParams, approvalRequest, approve } from '../src/use-cases/approve.usecase.ts';
import { setLineDiscount } from '../src/use-cases/edit-cart.usecase.ts';
import { scanCode } from '../src/use-cases/scan-code.usecase.ts';
import type { Bench } from './till.fixture.ts';

export const OWNER_ID = '019b0000-0000-7000-8000-00000000e003';
export const OWNER_PIN = '777777';
export const owner = (over: Partial<EmployeeFeed> = {}) =>
  sampleManager({ id: OWNER_ID, name: 'Bahor', role: 'owner', ...pinOf(OWNER_PIN), ...over });
export const PEOPLE = [sampleEmployee(), sampleManager(), owner()];
export const MUCH = parseTiyin('100000000000');
export const percent = (bps: number) => ({ kind: 'percent', bps }) as const;

/** Wall time and running time apart: one can be set, the other only passes. */
export function testClock() {
  const wall = new FakeClock();
  let runningMs = 0;
  const clock: Clock = { now: wall.now, monotonicMs: () => runningMs };
  return {
    clock,
    wall,
    scheduler: () => () => {},
    pass: (ms: number) => {
      runningMs += ms;
    },
  };
}

export async function prepared(
  bench: Bench,
  settings: Partial<TerminalSettings> = {},
  people: readonly EmployeeFeed[] = PEOPLE,
  over = {},
): Promise<TillContext> {
  const options = { ...offlineOptions(await bench.dir()), ...over };
  const till = prepareTill(options, 20, people, { ...SAMPLE_SETTINGS, ...settings });
  bench.later(() => till.db.close());
  return till;
}

/** The code something is refused with, null if it goes through. */
export function refused(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof TillError) return error.problem.code;
    throw error;
  }
}

export const refusedLater = (run: Promise<unknown>): Promise<string | null> =>
  run.then(
    () => null,
    (error: unknown) => {
      if (error instanceof TillError) return error.problem.code;
      throw error;
    },
  );

/** Allows what was just refused. */
export function allow(till: TillContext, over: Partial<ApproveParams> = {}) {
  const request = approvalRequest(till);
  return approve(till, {
    operation: request?.operation ?? 'line-discount',
    subjectId: request?.subjectId ?? null,
    ...{ approverId: MANAGER_ID, pin: MANAGER_PIN, reason: 'Помята упаковка' },
    ...over,
  });
}

/** Adds sample product `index` and asks for a discount on it that needs a PIN; returns the line. */
export function askFor(till: TillContext, bps = 2_000, index = 1): string {
  const lineId = scanCode(till, sampleBarcode(index));
  expect(refused(() => setLineDiscount(till, lineId, percent(bps)))).toBe('till/approval-needed');
  return lineId;
}

export const facts = (till: TillContext) =>
  till.journal.listEpoch(1).map(({ kind, payload }) => ({ kind, payload }));
