import { checkDigit } from '@jowi/domain/barcode';
import { withClient } from '@jowi/testkit/postgres';
import { tempDir } from '@jowi/testkit/temp-dir';
import { waitFor } from '@jowi/testkit/wait-for';
import { nodePorts } from '@jowi/till/node-ports';
import { openTill } from '@jowi/till/open-till';
import { FakeFiscal, FakePrinter } from '@jowi/till/testing/fake-devices';
import type { Till } from '@jowi/till/till';
import { expect, it } from 'vitest';

/** What is used of the API's own stand. Its modules have decorators, which nothing here is compiled for: loaded by name. */
interface TestApi extends AsyncDisposable {
  readonly app: {
    listen(port: number, host: string): Promise<unknown>;
    getUrl(): Promise<string>;
    getHttpServer(): { keepAliveTimeout: number };
  };
  readonly database: { readonly adminUrl: string };
  readonly a: {
    readonly storeId: string;
    readonly employees: { readonly owner: { readonly phone: string } };
    readonly roles: { readonly manager: string };
  };
  signIn(phone: string): Promise<Asker>;
}
interface Asker {
  // biome-ignore lint/suspicious/noExplicitAny: the test looks at what it expects to be there
  ask(method: string, path: string, options?: { body: unknown }): Promise<{ status: number; body: any }>;
}
const stand = new URL('../../apps/api/test/support/api.ts', import.meta.url).pathname;

const BARCODE = `478123456789${checkDigit('478123456789')}`;

async function got<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: object }>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.problem)}`);
  return settled.value;
}

/** The real program against the real server: what the one signs, the other believes. */
it('a till closes its shift and is told, signed, that the server holds all of it; and is told when it does not', async () => {
  const { startTestApi } = (await import(stand)) as { startTestApi: () => Promise<TestApi> };
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
  if (product.status !== 201) throw new Error(`The product: ${product.status}`);
  const { body: hired } = await owner.ask('POST', '/v1/staff', {
    body: {
      name: 'Malika',
      phone: null,
      color: 3,
      roleId: api.a.roles.manager,
      storeIds: null,
      pin: '482615',
    },
  });
  const terminal = await owner.ask('POST', '/v1/terminals', { body: { name: 'Z', storeId: api.a.storeId } });
  const code = await owner.ask('POST', `/v1/terminals/${terminal.body.id}/pairing-code`);
  const till = openTill({
    ...nodePorts,
    ...{ dataDir, fiscal: new FakeFiscal(), printer: new FakePrinter(), log: () => {} },
  });
  await got(till.device.pair({ code: code.body.code, serverUrl: await api.app.getUrl() }));
  const isThere = async () =>
    (await got(till.session.employees())).some(({ id }) => id === hired.employee.id);
  await waitFor(isThere, { what: 'the people' });
  await waitFor(async () => (await got(till.device.state())).catalogue.complete, { what: 'the catalogue' });
  await got(till.session.signIn({ employeeId: hired.employee.id, pin: '482615' }));
  await got(till.shift.open({ floatTiyin: '0' }));
  return { till, [Symbol.asyncDispose]: () => till.close() };
}

async function sell(till: Till) {
  await got(till.sale.scan({ code: BARCODE }));
  return got(till.sale.payCash({ tenderedTiyin: '1250000' }));
}
