import { checkDigit } from '@jowi/domain/barcode';
import { withClient } from '@jowi/testkit/postgres';
import { tempDir } from '@jowi/testkit/temp-dir';
import { waitFor } from '@jowi/testkit/wait-for';
import { nodePorts } from '@jowi/till/node-ports';
import { openTill } from '@jowi/till/open-till';
import { FakeFiscal, FakePrinter } from '@jowi/till/testing/fake-devices';
import type { Till } from '@jowi/till/till';
import { expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../apps/api/test/support/api.ts';
import { createEmployee } from '../../apps/api/test/support/staff.ts';

const BARCODE = `478123456789${checkDigit('478123456789')}`;

async function got<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: object }>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.problem)}`);
  return settled.value;
}

/** The real program against the real server: what the one signs, the other believes. */
it('a till closes its shift and is told, signed, that the server holds all of it; and is told when it does not', async () => {
  await using api = await startTestApi();
  await using dir = await tempDir('jowi-statement-');
  await using opened = await startTill(api, dir.path);
  const { till } = opened;
  const reconciliation = async () => (await got(till.device.state())).reconciliation;
  const stated = (what: string, verdict: string) =>
    waitFor(async () => (await reconciliation())?.verdict === verdict, { what });

  for (let n = 0; n < 3; n++) await sell(till);
  const report = await got(till.shift.close({ countedTiyin: '0' }));
  await stated('the first Z', 'ok');
  const { statement } = (await reconciliation())!;
  expect(statement).toMatchObject({ receiptsHeld: 3, receiptsClaimed: 3, agrees: true });
  expect((await got(till.device.state())).serverHead?.hash).toMatch(new RegExp(`^${statement?.headShort}`));
  expect(report).toMatchObject({ receiptCount: 3, statement: null });

  // Somebody takes a receipt out of the books behind the server's back: no till is told otherwise.
  await got(till.shift.open({ floatTiyin: '0' }));
  await sell(till);
  const gone = await sell(till);
  await waitFor(async () => (await got(till.device.state())).unsent === 0, { what: 'everything sent' });
  await withClient(api.database.adminUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query('DELETE FROM receipt WHERE id = $1', [gone.receiptId]);
  });
  await got(till.shift.close({ countedTiyin: '0' }));
  await stated('the second Z', 'differs');
  expect(await reconciliation()).toMatchObject({
    ...{ receiptsHere: 2, closed: true, shiftNumber: 2 },
    statement: { receiptsHeld: 1, receiptsClaimed: 2, agrees: false },
  });
});

async function startTill(api: TestApi, dataDir: string): Promise<{ till: Till } & AsyncDisposable> {
  await api.app.listen(0, '127.0.0.1');
  // Its end waits for connections that a till might have used again.
  api.app.getHttpServer().keepAliveTimeout = 1_000;
  const owner = await api.signIn(api.a.employees.owner.phone);
  const product = await owner.ask('POST', '/v1/products', {
    body: {
      ...{ sku: 'S-1', name: { ru: 'Сахар', uz: 'Shakar' }, barcodes: [BARCODE], priceTiyin: '1250000' },
      ...{ vatRateBps: 1200, unit: 'piece', ikpu: null, packageCode: null },
    },
  });
  if (product.status !== 201) throw new Error(product.text);
  const { employee } = await createEmployee(api, owner, { pin: '482615', roleId: api.a.roles.manager });
  const terminal = await owner.ask('POST', '/v1/terminals', { body: { name: 'Z', storeId: api.a.storeId } });
  const code = await owner.ask('POST', `/v1/terminals/${terminal.body.id}/pairing-code`);
  const till = openTill({
    ...nodePorts,
    ...{ dataDir, fiscal: new FakeFiscal(), printer: new FakePrinter(), log: () => {} },
  });
  await got(till.device.pair({ code: code.body.code, serverUrl: await api.app.getUrl() }));
  const isThere = async () => (await got(till.session.employees())).some(({ id }) => id === employee.id);
  await waitFor(isThere, { what: 'the people' });
  await waitFor(async () => (await got(till.device.state())).catalogue.complete, { what: 'the catalogue' });
  await got(till.session.signIn({ employeeId: employee.id, pin: '482615' }));
  await got(till.shift.open({ floatTiyin: '0' }));
  return { till, [Symbol.asyncDispose]: () => till.close() };
}

async function sell(till: Till) {
  await got(till.sale.scan({ code: BARCODE }));
  return got(till.sale.payCash({ tenderedTiyin: '1250000' }));
}
