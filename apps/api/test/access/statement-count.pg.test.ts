import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi } from '../support/api.ts';
import { testId } from '../support/business.ts';
import { statementsOf } from '../support/statements.ts';
import { fillRequest } from './fill-request.ts';
import { makeWorld, type World } from './foreign-world.ts';
import { type Operation, readOperations } from './operations.ts';
import { realIds } from './real-ids.ts';
import { PECULIAR } from './routes.ts';

const [FEW, MANY] = [10, 1_000];
/** With the opening and the end of each transaction. */
const MAX = 24;

/** What is changed in a copy of a row, so that it may stand beside it; `g` numbers the copies. In the order of the keys. */
const COPIES: readonly (readonly [table: string, where: string, changes: string])[] = [
  ['product', 'id = :product', `'id', gen_random_uuid(), 'sku', 'S' || g, 'name_ru', 'N' || g`],
  ['product_barcode', 'product_id = :product', `'barcode', 'B' || g, 'position', g`],
  ['stock_balance', 'product_id = :product', `'product_id', p.id`],
  ['store', 'id = :store', `'id', gen_random_uuid(), 'name', 'S' || g`],
  ['terminal', 'id = :terminal', `'id', gen_random_uuid(), 'name', 'T' || g`],
  ['journal_entry', 'terminal_id = :terminal AND seq = 2', `'seq', :base + g, 'hash', 'H' || g`],
  [
    'journal_quarantine',
    'terminal_id = :terminal',
    `'id', gen_random_uuid(), 'seq', :base + g, 'hash', 'H' || g`,
  ],
  ['receipt', 'id = :receipt', `'id', gen_random_uuid(), 'seq', :base + g, 'receipt_number', :base + g`],
  ['receipt_line', 'receipt_id = :receipt', `'line_no', :base + g, 'line_id', gen_random_uuid()`],
  ['receipt_payment', 'receipt_id = :receipt', `'id', gen_random_uuid()`],
  ['delivery', 'id = :delivery', `'id', gen_random_uuid(), 'number', :base + g`],
  ['delivery_line', 'delivery_id = :delivery', `'line_no', :base + g`],
  ['role', `kind = 'cashier' AND name IS NULL`, `'id', gen_random_uuid(), 'name', 'R' || :base + g`],
  ['employee', 'id = :employee', `'id', gen_random_uuid(), 'phone', null, 'user_id', null, 'name', 'E' || g`],
  ['audit_log', 'seq = 1', `'seq', :base + g`],
  ['settings_version', 'version = 1', `'id', gen_random_uuid(), 'version', :base + g`],
];

const api = await startTestApi();
const operations = await readOperations(api);
const world = await makeWorld(api, api.a);
const ids = await realIds(api.database, world);

afterAll(() => api.close());

/** However many rows there are, a request asks the database as often. */
describe('statements a request', () => {
  const lists = operations.filter(
    ({ name, method, audience }) =>
      method === 'GET' && audience !== 'public' && !PECULIAR[name]?.isStream && !PECULIAR[name]?.readsByPages,
  );
  const counted = new Map<string, number>();

  beforeAll(async () => {
    await multiply(world, FEW, 1_000_000);
    // Now what is kept in memory is there.
    for (const operation of lists) await ask(operation);
    for (const operation of lists)
      counted.set(operation.name, (await statementsOf(() => ask(operation))).length);
    await multiply(world, MANY, 2_000_000);
  });

  it.each(lists)(`$name: as many for ${FEW} rows as for ${MANY}`, async (operation) => {
    const statements = await statementsOf(() => ask(operation));
    // Fewer: what was looked for may be found at once among many.
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(counted.get(operation.name)!);
    expect(statements.length).toBeLessThanOrEqual(MAX);
  });

  it('a delivery of 10 lines takes as many as one of 1,000', async () => {
    const deliver = (lines: number) =>
      statementsOf(async () => {
        const answer = await world.owner.ask('POST', '/v1/deliveries', {
          body: {
            id: testId(),
            warehouseId: world.business.warehouseId,
            supplierName: 'x',
            documentNumber: '1',
            documentDate: '2026-11-20',
            lines: Array.from({ length: lines }, () => ({
              productId: world.productId,
              qtyMilli: '1000',
              costTiyin: '100',
            })),
          },
        });
        expect(answer.status, answer.text).toBe(201);
      });
    await deliver(FEW);
    expect((await deliver(MANY)).length).toBe((await deliver(FEW)).length);
  });

  it('a push of one sale takes as many as one of a hundred', async () => {
    const push = (sales: number) =>
      statementsOf(async () => {
        const line = { productId: world.productId, qtyMilli: 1000, priceTiyin: 1_000_000 };
        const entries = Array.from({ length: sales }, () => world.chain.sell([line]));
        const answer = await api.askAs(world.till, 'POST', '/v1/sync/push', { body: { wire: 1, entries } });
        expect(answer.status, answer.text).toBe(200);
        expect(answer.body.results.every((it: { status: string }) => it.status === 'accepted')).toBe(true);
      });
    await push(1);
    const [many, one] = [await push(100), await push(1)];
    expect(many.length, many.filter((text) => !one.includes(text)).join('\n')).toBe(one.length);
  });

  async function ask(operation: Operation) {
    const example = PECULIAR[operation.name]?.query;
    const { method, path } = fillRequest(
      operation,
      ({ kind }) => ids[kind] ?? testId(),
      example && { query: example },
    );
    const whole = operation.parameters.some(({ name }) => name === 'limit')
      ? `${path}${path.includes('?') ? '&' : '?'}limit=200`
      : path;
    const { audience } = operation;
    const answer =
      audience === 'terminal'
        ? await api.askAs(world.till, method, whole)
        : await world.owner.ask(method, whole);
    expect(answer.status, `${whole}: ${answer.text.slice(0, 200)}`).toBeLessThan(500);
  }
});

async function multiply({ business, ...it }: World, times: number, base: number): Promise<void> {
  const names: Readonly<Record<string, string>> = {
    base: String(base),
    product: `'${it.productId}'`,
    store: `'${business.storeId}'`,
    terminal: `'${it.till.terminalId}'`,
    receipt: `'${it.receiptId}'`,
    delivery: `'${it.deliveryId}'`,
    employee: `'${business.employees.cashier.id}'`,
  };
  await withClient(api.database.adminUrl, async (client) => {
    // Only rows to read are needed, not books that agree.
    await client.query(`SET session_replication_role = replica`);
    for (const [table, where, changes] of COPIES) {
      const fill = (sql: string) => sql.replaceAll(/(?<!:):(\w+)/g, (_, name: string) => names[name] ?? name);
      const each =
        table === 'stock_balance'
          ? `(SELECT id FROM product WHERE tenant_id = $1 AND id NOT IN (SELECT product_id FROM stock_balance WHERE tenant_id = $1)) p`
          : `generate_series(1, ${times}) g`;
      await client.query(
        `INSERT INTO "${table}" OVERRIDING SYSTEM VALUE
         SELECT (jsonb_populate_record(null::"${table}", to_jsonb(t) || jsonb_build_object(${fill(changes)}))).*
         FROM (SELECT * FROM "${table}" WHERE tenant_id = $1 AND ${fill(where)} LIMIT 1) t, ${each} ON CONFLICT DO NOTHING`,
        [business.tenantId],
      );
    }
    await client.query('ANALYZE');
  });
}
