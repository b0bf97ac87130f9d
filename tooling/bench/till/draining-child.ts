import { setTimeout as sleep } from 'node:timers/promises';
import { PUSH_MAX_ENTRIES } from '@jowi/contracts/sync/push';
import { nodePorts } from '@jowi/till/node-ports';
import { openTill } from '@jowi/till/open-till';
import { offlineOptions } from '@jowi/till/testing/prepared-till';
import { CASHIER_ID, CASHIER_PIN, sampleBarcode } from '@jowi/till/testing/sample-shop';

// A till that scans and sells while its outbox drains. Argument: data directory. Sends only what it is let to.

export interface Scans {
  /** From the moment the scan was due until its line was there. */
  readonly latenciesMs: number[];
  /** The scan itself. */
  readonly databaseMs: number[];
}
export interface DrainingReport {
  readonly busy: Scans;
  readonly calm: Scans;
  readonly sold: number;
}

/** Faster than anybody: a supermarket's best cashier reaches a scan a second. */
const SCAN_EVERY_MS = 40;
/** The receipt that lies on the table when the line comes back is as long as P1's; those after it are short. */
const [LONG_RECEIPT, BEGUN, SHORT_RECEIPT] = [200, 150, 5];
const GOODS = 5_000;

const busy: Scans = { latenciesMs: [], databaseMs: [] };
const calm: Scans = { latenciesMs: [], databaseMs: [] };
let [sold, running] = [0, true];
/** Pushes that may still leave. */
let allowed = 0;
let release = () => {};
let startedMs = 0;

const http: typeof fetch = async (input, init) => {
  if (String(input).includes('/v1/sync/push')) {
    // Whoever comes for another batch has ticked off the one before.
    if (allowed === 0 && startedMs > 0) {
      process.send!((performance.now() - startedMs) / 1_000);
      startedMs = 0;
    }
    while (allowed === 0) {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }
    allowed--;
  }
  return nodePorts.http(input, init);
};

const till = openTill({ ...offlineOptions(process.argv[2]!), http });
await till.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN });
let scanned = 0;
let lines = 0;
const scan = async () => {
  const done = await till.sale.scan({ code: sampleBarcode(1 + (scanned++ % GOODS)) });
  if (!done.ok) throw new Error(`A scan was refused: ${done.problem.code}`);
  lines++;
};
while (lines < BEGUN) await scan();

process.on('message', (message: { entries: number } | 'end') => {
  if (message === 'end') {
    running = false;
    return;
  }
  allowed = message.entries / PUSH_MAX_ENTRIES;
  startedMs = performance.now();
  release();
});
process.send!('ready');

let length = LONG_RECEIPT;
let dueMs = performance.now();
while (running) {
  dueMs += SCAN_EVERY_MS;
  await sleep(Math.max(0, dueMs - performance.now()));
  const list = startedMs > 0 ? busy : calm;
  const beganMs = performance.now();
  await scan();
  const endedMs = performance.now();
  list.latenciesMs.push(endedMs - dueMs);
  list.databaseMs.push(endedMs - beganMs);
  if (lines < length) continue;
  const paid = await till.sale.payCash({ tenderedTiyin: '100000000000000' });
  if (!paid.ok) throw new Error(`A sale was refused: ${paid.problem.code}`);
  [lines, length] = [0, SHORT_RECEIPT];
  sold++;
}
const report: DrainingReport = { busy, calm, sold };
process.send!(report, () => process.exit(0));
