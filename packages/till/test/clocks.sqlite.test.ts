import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { businessDateOf } from '@jowi/domain/time';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import type { Clock } from '../src/ports.ts';
import type { Till } from '../src/till.ts';
import type { FakeServer } from './fake-server.ts';
import { allSent, Bench, sell, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

const hasty: typeof nodePorts.scheduler = (callback, delayMs) => nodePorts.scheduler(callback, delayMs / 20);
const DAY_MS = 86_400_000;
const YEARS_MS = 3_652 * DAY_MS;

/** A machine whose clock somebody turns: `offMs` away from the real time, while it runs on evenly. */
function machine(offMs = 0) {
  const time = { offMs };
  const clock: Clock = {
    now: () => Date.now() + time.offMs,
    monotonicMs: () => performance.now(),
  };
  return { time, clock };
}

const salesOf = (server: FakeServer) =>
  [...server.chains.values()].flatMap(({ entries }) =>
    [...entries.values()].filter((it) => it.kind === 'SaleV1').map((it) => it.payload as unknown as SaleV1),
  );
const codes = async (till: Till) => (await value(till.device.state())).notices.map(({ code }) => code);

async function allArrived(server: FakeServer, till: Till, receiptIds: readonly string[]): Promise<void> {
  await allSent(till);
  expect(receiptIds.map((id) => server.posted.get(id))).toEqual(receiptIds.map(() => 1));
  expect(server.quarantined).toEqual([]);
  // Numbers follow the chain, whatever the clock said.
  const numbers = salesOf(server).map(({ receiptNumber }) => receiptNumber);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
}

describe('the clock of a till', () => {
  it.each([
    ['ten years ahead', YEARS_MS],
    ['ten years behind', -YEARS_MS],
  ])('%s: it says so, and every sale carries the real date', async (_, offMs) => {
    const server = await bench.server();
    const { clock, time } = machine(offMs);
    const { till } = await bench.onlineTill(server, { scheduler: hasty, clock });
    const sold = [(await sell(till, 1)).receiptId];
    expect(await codes(till)).toContain('till/clock-wrong');
    server.fault = () => 'drop-request';
    sold.push((await sell(till, 2)).receiptId);
    time.offMs = 0;
    sold.push((await sell(till, 3)).receiptId);
    server.fault = () => 'none';
    await allArrived(server, till, sold);
    for (const { occurredAtMs, businessDate } of salesOf(server)) {
      expect(Math.abs(occurredAtMs - Date.now())).toBeLessThan(60_000);
      expect(businessDate).toBe(businessDateOf(Date.now()));
    }
    await waitFor(async () => !(await codes(till)).includes('till/clock-wrong'), {
      what: 'an end of the notice',
    });
  });

  it('jumps backwards and forwards in the middle of a sale and of a delivery: nothing is refused, nothing out of order', async () => {
    const server = await bench.server();
    const { clock, time } = machine();
    const { till } = await bench.onlineTill(server, { scheduler: hasty, clock });
    server.fault = () => 'drop-request';
    const sold: string[] = [];
    for (const offMs of [-YEARS_MS, 0, YEARS_MS, -3 * DAY_MS, 3 * DAY_MS]) {
      time.offMs = offMs;
      sold.push((await sell(till, 1, 2)).receiptId);
    }
    let pushes = 0;
    server.fault = (path) => {
      if (path === '/v1/sync/push') time.offMs = (pushes++ % 2 === 0 ? 1 : -1) * YEARS_MS;
      return pushes % 2 === 0 ? 'drop-answer' : 'none';
    };
    for (let sale = 0; sale < 5; sale++) sold.push((await sell(till, 3)).receiptId);
    await allArrived(server, till, sold);
  });

  it('the business date is that of the opening, though midnight passes and the clock is turned', async () => {
    const server = await bench.server();
    const { clock, time } = machine();
    const { till } = await bench.onlineTill(server, { scheduler: hasty, clock });
    const today = businessDateOf(Date.now());
    const sold: string[] = [];
    for (const days of [1, -1, 9]) {
      time.offMs = days * DAY_MS;
      sold.push((await sell(till, 1)).receiptId);
    }
    await allArrived(server, till, sold);
    expect(new Set(salesOf(server).map(({ businessDate }) => businessDate))).toEqual(new Set([today]));
  });
});

it('the clock of the server jumps by years and back: the till follows, and everything arrives', async () => {
  const server = await bench.server();
  const { till } = await bench.onlineTill(server, { scheduler: hasty });
  const sold: string[] = [];
  for (const offMs of [YEARS_MS, 0, -300 * DAY_MS, 0]) {
    server.nowMs = () => Date.now() + offMs;
    sold.push((await sell(till, 1)).receiptId, (await sell(till, 2)).receiptId);
    await allSent(till);
  }
  await allArrived(server, till, sold);
});
