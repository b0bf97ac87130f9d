/**
 * A till that sells to the real server until it is killed, or only sends what it has and tells how far it is.
 * Arguments: data directory, server, pairing code, a barcode, `sell` or `drain`.
 */

import { writeSync } from 'node:fs';
import { waitFor } from '@jowi/testkit/wait-for';
import { nodePorts } from '@jowi/till/node-ports';
import { openTill } from '@jowi/till/open-till';
import type { Result } from '@jowi/till/result';
import { FakeFiscal } from '@jowi/till/testing/fake-devices';
import { offlineOptions } from '@jowi/till/testing/prepared-till';
import { CASHIER_PIN } from '@jowi/till/testing/sample-shop';
import { sayPaid } from '../record/say-paid.ts';

const [, , dataDir = '', serverUrl = '', code = '', barcode = '', task] = process.argv;
const PATIENCE_MS = 60_000;

const fiscal = new FakeFiscal();
// What this is about is the server; a module that forgets with each program would be another story.
fiscal.answer = () => 'down';
const till = openTill({ ...offlineOptions(dataDir), http: nodePorts.http, fiscal });
const state = async () => got(await till.device.state());

if (!(await state()).paired) {
  await waitFor(async () => (await till.device.pair({ code, serverUrl })).ok, { timeoutMs: PATIENCE_MS });
}
if (task === 'drain') {
  await waitFor(async () => (await state()).unsent === 0, {
    what: 'an empty outbox',
    timeoutMs: PATIENCE_MS,
  });
  writeSync(1, 'drained\n');
  await till.close();
  process.exit(0);
}

await waitFor(async () => (await state()).catalogue.complete, { what: 'the goods', timeoutMs: PATIENCE_MS });
const people = await waitFor(
  async () => {
    const employees = got(await till.session.employees());
    return employees.length > 0 ? employees : null;
  },
  { what: 'the people', timeoutMs: PATIENCE_MS },
);
got(await till.session.signIn({ employeeId: people[0]!.id, pin: CASHIER_PIN }));
if (!got(await till.shift.current())) got(await till.shift.open({ floatTiyin: '5000000' }));
for (let sale = 0; ; sale++) {
  for (let line = 0; line <= sale % 3; line++) got(await till.sale.scan({ code: barcode }));
  const paid = got(await till.sale.payCash({ tenderedTiyin: '100000000000' }));
  sayPaid(paid, got(await till.sale.receipt({ receiptId: paid.receiptId })).lines);
  // Now and then there is time to send.
  await new Promise((resolve) => setTimeout(resolve, sale % 5));
}

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`The till refused: ${JSON.stringify(result.problem)}`);
  return result.value;
}
