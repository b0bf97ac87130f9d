/**
 * A till on a disk that fails under it: opens, sells three times and says what it answered; whoever is refused tries again,
 * or the program dies at that moment. Argument: data directory of a prepared till, `die` or `retry`.
 */

import { openTill } from '@jowi/till/open-till';
import { problemOf, type Result } from '@jowi/till/result';
import { offlineOptions } from '@jowi/till/testing/prepared-till';
import { CASHIER_ID, CASHIER_PIN, sampleBarcode } from '@jowi/till/testing/sample-shop';
import { hastyScheduler } from '../record/hasty-scheduler.ts';
import { say } from '../record/said.ts';
import { sayPaid } from '../record/say-paid.ts';
import { SayingFiscal, SayingPrinter } from '../record/saying-devices.ts';

const SALES = 3;
const TRIES = 3;
/** Long enough for chores and devices to have their turn. */
const PAUSE_MS = 30;

const [, , dataDir = '', afterRefusal] = process.argv;

const till = await answered('open', async () => {
  try {
    const value = openTill({
      ...offlineOptions(dataDir),
      fiscal: new SayingFiscal(),
      printer: new SayingPrinter(),
      scheduler: hastyScheduler,
    });
    return { ok: true, value };
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    return { ok: false, problem };
  }
});
await answered('sign-in', () => till.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN }));
for (let sale = 0; sale < SALES; sale++) {
  for (let i = 1; i <= 3; i++) await answered('scan', () => till.sale.scan({ code: sampleBarcode(i) }));
  const paid = await answered('pay', () => till.sale.payCash({ tenderedTiyin: '100000000000' }));
  const { lines } = await answered('show', () => till.sale.receipt({ receiptId: paid.receiptId }));
  sayPaid(paid, lines);
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
die();

/** As a power cut ends it, as far as a program can: nothing is tidied up. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still alive');
}

async function answered<T>(what: string, ask: () => Promise<Result<T>>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    if (what === 'pay') say({ say: 'asked' });
    const result = await ask();
    if (result.ok) return result.value;
    say({ say: 'refused', what, code: result.problem.code });
    if (afterRefusal === 'die' || attempt === TRIES) die();
  }
}
