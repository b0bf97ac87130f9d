/**
 * A day of a till, to be watched from outside: made, paired, loaded, a shift opened, sales with receipts and fiscal marks,
 * sent to a server, the log checkpointed, the program ended and started again, a shift closed, and sales until it stops dead.
 * Arguments: data directory, sales, seed, the name of a wrong build or `right`, and `diary` where no strace
 * watches.
 */

import { createRng } from '@jowi/testkit/rng';
import { waitFor } from '@jowi/testkit/wait-for';
import { openSqlite } from '@jowi/till/db/sqlite-db';
import { nodePorts } from '@jowi/till/node-ports';
import { openTill } from '@jowi/till/open-till';
import type { Result } from '@jowi/till/result';
import { offlineOptions } from '@jowi/till/testing/prepared-till';
import { CASHIER_ID, CASHIER_PIN, sampleBarcode, sampleProduct } from '@jowi/till/testing/sample-shop';
import type { Till } from '@jowi/till/till';
import { FakeServer, GOOD_CODE } from '../../../packages/till/test/fake-server.ts';
import { keepDiary } from './diary.ts';
import { hastyScheduler } from './hasty-scheduler.ts';
import { say } from './said.ts';
import { sayPaid } from './say-paid.ts';
import { SayingFiscal, SayingPrinter } from './saying-devices.ts';
import { WRONG_BUILDS, type WrongBuild } from './wrong-builds.ts';

const PRODUCTS = 12;
const FLOAT = '5000000';

const [, , dataDir = '', sales = '0', seed = '1', build = 'right', diary] = process.argv;
const rng = createRng(Number(seed));
const saysBeforeCommit = build === 'ack-before-commit';

const server = new FakeServer();
for (let i = 1; i <= PRODUCTS; i++) {
  const product = sampleProduct(i);
  server.products.set(product.id, product);
  server.stock.set(product.id, 100_000n);
}
await server.start();

// Devices outlive the program that uses them.
const fiscal = new SayingFiscal();
const printer = new SayingPrinter();
let publicKey = '';
let till = open();
got(await till.device.pair({ code: GOOD_CODE, serverUrl: server.url }));
say({ say: 'paired', publicKey });
await waitFor(async () => got(await till.session.employees()).length > 0, { what: 'the first load' });
await signIn();
await openShift();

const half = Math.floor(Number(sales) / 2);
for (let sale = 0; sale < half; sale++) await sell();
await endShift();
await openShift();
await till.close();
till = open();
await signIn();
for (let sale = half; sale < Number(sales); sale++) await sell();
process.exit(0);

function open(): Till {
  const store = diary === 'diary' ? keepDiary(openSqlite) : openSqlite;
  return openTill({
    ...offlineOptions(dataDir),
    http,
    fiscal,
    printer,
    scheduler: hastyScheduler,
    openDb: build === 'right' ? store : WRONG_BUILDS[build as WrongBuild](store),
  });
}

/** The network, with an eye on the key that is sent at pairing. */
function http(...[input, init]: Parameters<typeof fetch>): ReturnType<typeof fetch> {
  if (String(input).endsWith('/pair'))
    ({ publicKey } = JSON.parse(String(init?.body)) as { publicKey: string });
  return nodePorts.http(input, init);
}

async function signIn(): Promise<void> {
  got(await till.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN }));
}

async function openShift(): Promise<void> {
  const { shiftNumber } = got(await till.shift.open({ floatTiyin: FLOAT }));
  say({ say: 'shift-opened', shiftNumber });
}

async function endShift(): Promise<void> {
  const { shiftNumber, expectedTiyin } = got(await till.shift.report());
  got(await till.shift.close({ countedTiyin: expectedTiyin }));
  say({ say: 'shift-closed', shiftNumber });
}

async function sell(): Promise<void> {
  const lines = rng.int(1, 5);
  for (let i = 0; i < lines; i++) got(await till.sale.scan({ code: sampleBarcode(rng.int(1, PRODUCTS)) }));
  const paid = got(await till.sale.payCash({ tenderedTiyin: '100000000000' }));
  if (!saysBeforeCommit) {
    const receipt = got(await till.sale.receipt({ receiptId: paid.receiptId }));
    sayPaid(paid, receipt.lines);
  }
  // Sometimes the next customer stands there already, sometimes devices, server and chores get their turn.
  if (rng.chance(0.6)) await new Promise((resolve) => setTimeout(resolve, rng.int(1, 25)));
}

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`The till refused: ${JSON.stringify(result.problem)}`);
  return result.value;
}
