import { withClient } from '@jowi/testkit/postgres';
import type { TestDatabase } from '@jowi/testkit/test-database';
import type { Asker, TestApi } from '../support/api.ts';
import { type TestBusiness, testId } from '../support/business.ts';
import { SigningTill } from '../support/signing-till.ts';
import { TestKeys, type TestTill } from '../support/test-till.ts';

/** Everything a store can have, with the ids somebody else would have to guess. */
export interface World {
  readonly business: TestBusiness;
  readonly owner: Asker;
  readonly till: TestTill;
  readonly chain: SigningTill;
  readonly productId: string;
  readonly sku: string;
  readonly barcode: string;
  readonly deliveryId: string;
  readonly receiptId: string;
}

/** Sells and buys in the business's store. A new table gets its row here, by the route that people use. */
export async function makeWorld(api: TestApi, business: TestBusiness): Promise<World> {
  const owner = await api.signIn(business.employees.owner.phone);
  const must = async (method: string, path: string, body: unknown, asker: Pick<Asker, 'ask'> = owner) => {
    const answer = await asker.ask(method, path, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const [sku, barcode] = [`SKU-${business.name}`, `CODE-${business.name}`];
  const product = await must('POST', '/v1/products', {
    sku,
    name: { ru: `Секрет ${business.name}`, uz: `Sir ${business.name}` },
    barcodes: [barcode],
    priceTiyin: '1000000',
    vatRateBps: 1200,
    unit: 'piece',
    ikpu: null,
    packageCode: null,
  });
  const deliveryId = testId();
  await must('POST', '/v1/deliveries', {
    id: deliveryId,
    warehouseId: business.warehouseId,
    supplierName: `Supplier of ${business.name}`,
    documentNumber: `Doc of ${business.name}`,
    documentDate: '2026-11-20',
    lines: [{ productId: product.id, qtyMilli: '10000', costTiyin: '5000000' }],
  });

  const seller = new SigningTill('');
  const till = await api.pairTerminal(business, new TestKeys(seller.privateKey));
  const chain = Object.assign(seller, { terminalId: till.terminalId });
  const entries = [
    chain.openShift(),
    chain.sell([{ productId: product.id, qtyMilli: 2000, priceTiyin: 1_000_000 }]),
    // Something a person must look at.
    chain.journal('UnheardOfV9', { secretOf: business.name }),
    // And something somebody has looked at.
    chain.journal('UnheardOfV9', { secretOf: business.name }),
  ];
  const pushed = await api.askAs(till, 'POST', '/v1/sync/push', { body: { wire: 1, entries } });
  if (pushed.status !== 200) throw new Error(`push: ${pushed.text}`);
  const receipts = await owner.ask('GET', `/v1/receipts?terminalId=${till.terminalId}`);
  const quarantine = await owner.ask('GET', `/v1/terminals/${till.terminalId}/quarantine`);
  if (receipts.body.items.length !== 1 || quarantine.body.items.length !== 2)
    throw new Error(`The world of ${business.name} is not whole: ${pushed.text}`);
  const [{ id: decidedId }] = quarantine.body.items;
  await must('POST', `/v1/quarantine/${decidedId}/decision`, {
    action: 'set-aside',
    reason: `Reason of ${business.name}`,
  });
  return {
    business,
    owner,
    till,
    chain,
    productId: product.id,
    sku,
    barcode,
    deliveryId,
    receiptId: receipts.body.items[0].id,
  };
}

/** A second store of the same business with a world of its own, which `name` runs through. */
export async function makeSecondStore(api: TestApi, business: TestBusiness, name: string): Promise<World> {
  const place = { storeId: testId(), warehouseId: testId() };
  await withClient(api.database.adminUrl, async (client) => {
    await client.query(
      `INSERT INTO store SELECT (jsonb_populate_record(s, jsonb_build_object('id', $3::text, 'name', $4::text, 'address', $4::text))).*
       FROM store s WHERE tenant_id = $1 AND id = $2`,
      [business.tenantId, business.storeId, place.storeId, `Store of ${name}`],
    );
    await client.query('INSERT INTO warehouse (tenant_id, id, store_id, name) VALUES ($1, $2, $3, $4)', [
      business.tenantId,
      place.warehouseId,
      place.storeId,
      `Warehouse of ${name}`,
    ]);
  });
  return makeWorld(api, { ...business, ...place, name });
}

/** Any of these in an answer to another business is a leak. */
export function markersOf(world: World): string[] {
  const { business } = world;
  return [
    business.name,
    business.tenantId,
    ...Object.values(business.employees).flatMap(({ id, phone }) => [id, phone]),
    world.productId,
    ...storeMarkersOf(world),
  ];
}

/**
 * Any of these in an answer to one who is limited to another store of the same business is a leak. Names of what is in
 * a store end alike; its product is the whole business's.
 */
export function storeMarkersOf(world: World): string[] {
  const { business } = world;
  return [
    ` of ${business.name}`,
    `"secretOf":"${business.name}"`,
    business.storeId,
    business.warehouseId,
    world.till.terminalId,
    world.till.keys.publicKey,
    world.chain.head.hash,
    world.deliveryId,
    world.receiptId,
  ];
}

export type Fingerprint = Readonly<Record<string, string>>;

/** A fingerprint of all rows of a business and of its people's accounts, but for when its tills were seen. */
export function fingerprint(database: TestDatabase, tenantId: string): Promise<Fingerprint> {
  return printRows(database, (columns, table) => {
    if (table === 'public.tenant') return `id = '${tenantId}'`;
    if (columns.has('tenant_id')) return `tenant_id = '${tenantId}'`;
    const user = table === 'auth.user' ? 'id' : ['userId', 'user_id'].find((it) => columns.has(it));
    if (!user) return null;
    return `"${user}" IN (SELECT user_id FROM employee WHERE tenant_id = '${tenantId}')`;
  });
}

/** The same of the rows that belong to one store. */
export function storeFingerprint(
  database: TestDatabase,
  { business, till, ...world }: World,
): Promise<Fingerprint> {
  const ids: Readonly<Record<string, string>> = {
    store_id: business.storeId,
    warehouse_id: business.warehouseId,
    terminal_id: till.terminalId,
    receipt_id: world.receiptId,
    delivery_id: world.deliveryId,
  };
  return printRows(database, (columns, table) => {
    if (!columns.has('tenant_id')) return null;
    // What is granted to people is about them, and the trail says what they did.
    if (['public.employee_store', 'public.audit_log'].includes(table)) return null;
    if (table === 'public.store') return `id = '${business.storeId}'`;
    const [column] = Object.keys(ids).filter((it) => columns.has(it));
    return column ? `${column} = '${ids[column]}'` : null;
  });
}

/** Sessions are touched whenever their own person comes. */
const TOUCHED_BY_USE: Readonly<Record<string, readonly string[]>> = {
  'public.terminal': ['last_seen_at'],
  'auth.session': ['updatedAt', 'expiresAt', 'lastUsedAt'],
};

async function printRows(
  database: TestDatabase,
  conditionOf: (columns: ReadonlySet<string>, table: string) => string | null,
): Promise<Fingerprint> {
  return withClient(database.adminUrl, async (client) => {
    const { rows: tables } = await client.query<{ schema: string; name: string; columns: string[] }>(`
      SELECT n.nspname AS schema, c.relname AS name, array_agg(a.attname::text) AS columns
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE n.nspname IN ('public', 'auth') AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      GROUP BY 1, 2`);
    const parts = tables.flatMap(({ schema, name, columns }) => {
      const table = `${schema}.${name}`;
      const condition = conditionOf(new Set(columns), table);
      if (!condition) return [];
      const without = (TOUCHED_BY_USE[table] ?? []).map((column) => ` - '${column}'`).join('');
      return [
        `SELECT '${table}' AS name, count(*) || ' ' || md5(coalesce(string_agg(r, ',' ORDER BY r), '')) AS print
         FROM (SELECT (to_jsonb(t)${without})::text AS r FROM "${schema}"."${name}" t WHERE ${condition}) x`,
      ];
    });
    const { rows } = await client.query<{ name: string; print: string }>(parts.join(' UNION ALL '));
    return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
  });
}
