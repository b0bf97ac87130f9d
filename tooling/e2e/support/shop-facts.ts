import { withClient } from '@jowi/testkit/postgres';
import type { Shop } from './processes.ts';
import type { Policy } from './recompute.ts';

const admin = ({ database }: Shop): string => {
  if (!database.adminUrl) throw new Error('Only a database of our own is looked into');
  return database.adminUrl;
};

/** How every store rounds from now on: there is no screen for it yet. */
export async function setPolicy(shop: Shop, { vatRounding, cashStepTiyin }: Policy): Promise<void> {
  const policy = {
    vatPer: 'line',
    vatRounding,
    lineRounding: 'half-up',
    cashRoundingTiyin: String(cashStepTiyin),
  };
  await withClient(admin(shop), (client) => client.query('UPDATE store SET pricing_policy = $1', [policy]));
}

/** Product ids by SKU. */
export function productIds(shop: Shop, skuPrefix: string): Promise<Map<string, string>> {
  return withClient(admin(shop), async (client) => {
    const sql = `SELECT sku, id FROM product WHERE sku LIKE $1 || '%'`;
    const { rows } = await client.query<{ sku: string; id: string }>(sql, [skuPrefix]);
    return new Map(rows.map(({ sku, id }) => [sku, id]));
  });
}

export function findTerminal(shop: Shop, name: string): Promise<{ id: string; publicKey: string }> {
  return withClient(admin(shop), async (client) => {
    const sql = 'SELECT id, public_key AS "publicKey" FROM terminal WHERE name = $1';
    const { rows } = await client.query<{ id: string; publicKey: string }>(sql, [name]);
    if (rows.length !== 1) throw new Error(`${rows.length} tills are called ${name}`);
    return rows[0]!;
  });
}

/** The close of the only shift of a till, as the server holds it. */
export function findShiftClose(shop: Shop, terminalId: string): Promise<Record<string, bigint> | null> {
  return withClient(admin(shop), async (client) => {
    const sql = `SELECT counted_tiyin, expected_tiyin, discrepancy_tiyin, sales_tiyin, vat_tiyin, receipt_count
       FROM shift_close WHERE terminal_id = $1`;
    const { rows } = await client.query<Record<string, string | number>>(sql, [terminalId]);
    const [row] = rows;
    return row ? Object.fromEntries(Object.entries(row).map(([name, value]) => [name, BigInt(value)])) : null;
  });
}
