import { withClient } from '@jowi/testkit/postgres';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFaults } from './catalogue-faults.ts';

/** Never changed and never deleted by the server, whatever the program. */
const FACTS = [
  'approval',
  'audit_log',
  'delivery',
  'delivery_line',
  'fiscal_mark',
  'journal_entry',
  'journal_quarantine',
  'posting',
  'quarantine_decision',
  'receipt',
  'receipt_line',
  'receipt_payment',
  'shift',
  'shift_close',
  'stock_movement',
];

/** What PostgreSQL itself says of the tables; a new table that forgets something fails here. */
describe('the database catalogue', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('breaks no rule: each is shown to work in known-leaks.pg.test.ts', async () => {
    expect(await withClient(database.adminUrl, findFaults)).toEqual([]);
  });

  it('is the same when a server of its own has the roles and the tables', async () => {
    const owners = await withClient(database.adminUrl, async (client) => {
      const { rows } = await client.query<{ owner: string; unfit: boolean }>(`
        SELECT DISTINCT r.rolname AS owner, r.rolsuper OR r.rolbypassrls AS unfit FROM pg_class c
        JOIN pg_roles r ON r.oid = c.relowner WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity`);
      return rows;
    });
    // FORCE binds an owner only while she is neither of the two.
    expect(owners).toEqual([{ owner: 'jowi_owner', unfit: false }]);
  });

  it('never lets the server change or delete a fact', async () => {
    await withClient(database.adminUrl, async (client) => {
      const { rows } = await client.query(
        `SELECT t, p FROM unnest($1::text[]) t, unnest(ARRAY['UPDATE', 'DELETE']) p
         WHERE has_table_privilege('jowi_app', t, p) OR (p = 'UPDATE' AND has_any_column_privilege('jowi_app', t, p))`,
        [FACTS],
      );
      expect(rows).toEqual([]);
    });
  });
});
