import { withClient } from '@jowi/testkit/postgres';
import type { TestDatabase } from '@jowi/testkit/test-database';
import type { Ids } from './fill-request.ts';
import type { World } from './foreign-world.ts';

/**
 * What a request may name, by kind: of every table of the business that has an `id`, a row of this world, under the
 * table's name; and what belongs to the people who work there. A new table is in here by itself; makeWorld has to put a
 * row into it.
 */
export async function realIds(database: TestDatabase, world: World): Promise<Ids> {
  const { business } = world;
  const ids: Record<string, string> = {};
  await withClient(database.adminUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string; of_till: boolean }>(`
      SELECT c.relname AS name, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
        AND a.attname = 'terminal_id' AND NOT a.attisdropped) AS of_till
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('tenant_id', 'id')
        AND NOT a.attisdropped) = 2`);
    for (const { name, of_till } of tables) {
      // A business has two stores: what a till made is taken of the till of this world.
      const ownFirst = of_till ? 'terminal_id = $2 DESC,' : '$2::uuid IS NULL,';
      const { rows } = await client.query(
        `SELECT id::text FROM "${name}" WHERE tenant_id = $1 ORDER BY ${ownFirst} id LIMIT 1`,
        [business.tenantId, world.till.terminalId],
      );
      if (rows[0]) ids[name] = rows[0].id;
    }
    const { rows: sessions } = await client.query(
      `SELECT s.id FROM auth.session s JOIN employee e ON e.user_id = s."userId" WHERE e.tenant_id = $1 AND e.id = $2 LIMIT 1`,
      [business.tenantId, business.employees.owner.id],
    );
    if (sessions[0]) ids.session = sessions[0].id;
    const { rows: passkeys } = await client.query(
      `SELECT p.id FROM auth.passkey p JOIN employee e ON e.user_id = p.user_id WHERE e.tenant_id = $1 LIMIT 1`,
      [business.tenantId],
    );
    if (passkeys[0]) ids.passkey = passkeys[0].id;
    const { rows: codes } = await client.query('SELECT id FROM messages.code WHERE phone = $1 LIMIT 1', [
      business.employees.owner.phone,
    ]);
    if (codes[0]) ids.code = codes[0].id;
    // Of the installation: nobody's in particular.
    const { rows: messages } = await client.query('SELECT id FROM messages.outbox LIMIT 1');
    if (messages[0]) ids.outbox = messages[0].id;
  });
  return {
    ...ids,
    token: 'a-token-that-somebody-made-up-to-see-whether-it-fits',
    tenant: business.tenantId,
    store: business.storeId,
    warehouse: business.warehouseId,
    employee: business.employees.cashier.id,
    terminal: world.till.terminalId,
    product: world.productId,
    delivery: world.deliveryId,
    receipt: world.receiptId,
  };
}

/** Kinds that belong to one store of a business: one who is limited to another store has no part in them. */
export const KINDS_OF_A_STORE: readonly string[] = [
  'store',
  'warehouse',
  'terminal',
  'delivery',
  'receipt',
  'journal_quarantine',
  'shift',
  // who works there and nowhere else
  'employee',
];
