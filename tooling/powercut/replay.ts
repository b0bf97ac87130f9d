import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkTill } from './check/check-till.ts';
import { expectationOf } from './check/expectation.ts';
import { openWhole } from './check/open-whole.ts';
import type { CrashKind } from './disk/crash-kinds.ts';
import { type CrashPlan, crashStates } from './disk/crash-states.ts';
import type { RecordedDay } from './record/record-day.ts';

export interface KindTally {
  states: number;
  /** States in which at least one acknowledged sale was missing. */
  statesWithLoss: number;
  lostSales: number;
  refusedYetThere: number;
  unsound: number;
}

export interface ReplayReport {
  readonly byKind: ReadonlyMap<CrashKind, KindTally>;
  /** The first findings, to be looked at. */
  readonly findings: readonly string[];
}

const MOST_FINDINGS = 12;
/** So many states to one that is also opened with its workers, by a cashier with her PIN: that takes ten times as long. */
const WHOLE_EVERY = 25;

/** Cuts the power of a recorded day `count` times and opens the till after each. */
export async function replay(
  { events, base }: Pick<RecordedDay, 'events' | 'base'>,
  workDir: string,
  plan: CrashPlan,
): Promise<ReplayReport> {
  const byKind = new Map<CrashKind, KindTally>();
  const findings: string[] = [];
  const place = join(workDir, 'state');
  let nth = 0;
  for (const { kind, at, files, said } of crashStates(events, base, plan)) {
    rmSync(place, { recursive: true, force: true });
    for (const [path, content] of files) {
      // The index of the log is made from the log; whatever is left of one is worth nothing.
      if (path.endsWith('-shm')) continue;
      const to = join(place, path.slice(base.length));
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, content);
    }
    const expected = expectationOf(said);
    const { lost, refusedYetThere, unsound: found } = checkTill(join(place, 'till'), expected);
    const whole = expected.publicKey !== null && nth++ % WHOLE_EVERY === 0;
    const unsound = whole ? [...found, ...(await openWhole(join(place, 'till')).catch(inWords))] : found;
    const tally = byKind.get(kind) ?? {
      states: 0,
      statesWithLoss: 0,
      lostSales: 0,
      refusedYetThere: 0,
      unsound: 0,
    };
    byKind.set(kind, tally);
    tally.states++;
    tally.lostSales += lost.length;
    if (lost.length > 0) tally.statesWithLoss++;
    if (refusedYetThere) tally.refusedYetThere++;
    if (unsound.length > 0) tally.unsound++;
    if (lost.length + unsound.length > 0 && findings.length < MOST_FINDINGS) {
      const what = [...(lost.length > 0 ? [`receipts ${lost.join(', ')} are lost`] : []), ...unsound];
      findings.push(`after event ${at} of ${events.length}, ${kind}: ${what.join('; ')}`);
    }
  }
  rmSync(place, { recursive: true, force: true });
  return { byKind, findings };
}

function inWords(error: unknown): string[] {
  return [`does not open: ${String(error)}`];
}
