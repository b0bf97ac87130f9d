import { withClient } from '@jowi/testkit/postgres';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Tables of no tenant, each with its reason. */
const SHARED_TABLES = new Set(['schema_migrations']);

/** What PostgreSQL itself says of the tables; a new table that forgets something fails here. */
describe('the database catalogue', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const ask = async <Row extends object>(query: string): Promise<Row[]> =>
    withClient(database.adminUrl, async (client) => (await client.query<Row>(query)).rows);

  const TABLES = `pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`;

  it('knows every table: of a tenant, or shared for a reason', async () => {
    const tables = await ask<{ name: string; tenants: string | null }>(`
      SELECT c.relname AS name, (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
        AND (a.attname = 'tenant_id' OR (c.relname = 'tenant' AND a.attname = 'id'))) AS tenants FROM ${TABLES}`);
    expect(tables.length).toBeGreaterThan(20);
    const without = tables.filter(({ tenants }) => tenants === null).map(({ name }) => name);
    expect(new Set(without)).toEqual(SHARED_TABLES);
  });

  it('forces row security on every table of a tenant', async () => {
    const open = await ask(
      `SELECT c.relname FROM ${TABLES} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    );
    expect(open.map((it) => Object.values(it)[0])).toEqual([...SHARED_TABLES]);
  });

  it('gives each of them the one policy for reading and writing, and nothing that widens writing', async () => {
    const policies = await ask<{
      table: string;
      name: string;
      command: string;
      permissive: string;
      roles: string;
      using: string;
      check: string | null;
    }>(`SELECT tablename AS table, policyname AS name, cmd AS command, permissive, roles::text, qual AS using,
          with_check AS check FROM pg_policies WHERE schemaname = 'public'`);
    const tables = await ask<{ relname: string }>(`SELECT c.relname FROM ${TABLES} AND c.relrowsecurity`);
    for (const { relname } of tables) {
      const column = relname === 'tenant' ? 'id' : 'tenant_id';
      const condition = new RegExp(`^\\(${column} = \\( SELECT app_tenant\\(\\) AS app_tenant\\)\\)$`);
      const isolation = policies.filter((it) => it.table === relname && it.name === 'tenant_isolation');
      expect(isolation, relname).toHaveLength(1);
      expect(isolation[0]).toMatchObject({ command: 'ALL', permissive: 'PERMISSIVE', roles: '{public}' });
      expect(isolation[0]?.using, relname).toMatch(condition);
      expect(isolation[0]?.check, relname).toMatch(condition);
    }
    // Before the business is known, a person finds her membership and a till its code: reading, one row's worth.
    const others = policies.filter(
      ({ name, permissive }) => name !== 'tenant_isolation' && permissive === 'PERMISSIVE',
    );
    expect(others.map(({ table, name, command }) => `${table}.${name} ${command}`).sort()).toEqual([
      'employee.own_membership SELECT',
      'invitation.presented_token SELECT',
      'pairing_code.presented_code SELECT',
      // The daily job and the check of all logs: which businesses there are.
      'retention.every_business SELECT',
    ]);
    for (const { using } of others)
      expect(using).toMatch(/NULLIF\(current_setting\('app\.\w+'::text, true\), ''::text\)/);
  });

  it('limits every table that knows its store to the stores of the person, for reading and writing', async () => {
    const limits = await ask<{ table: string; command: string; using: string; check: string }>(`
      SELECT tablename AS table, cmd AS command, qual AS using, with_check AS check FROM pg_policies
      WHERE schemaname = 'public' AND policyname = 'store_limit' AND permissive = 'RESTRICTIVE' AND roles = '{public}'`);
    const places = await ask<{ name: string }>(`
      SELECT DISTINCT c.relname AS name FROM ${TABLES} AND c.relname NOT IN ('employee_store')
      AND (c.relname = 'store' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
        AND a.attname IN ('store_id', 'warehouse_id', 'terminal_id', 'receipt_id', 'delivery_id')))`);
    expect(limits.map(({ table }) => table).sort()).toEqual(places.map(({ name }) => name).sort());
    for (const { table, command, using, check } of limits) {
      // The server writes the trail of what she does elsewhere as well.
      if (table === 'audit_log' && command === 'SELECT') continue;
      expect(command, table).toBe('ALL');
      expect(using, table).toContain('( SELECT app_stores() AS app_stores) IS NULL');
      expect(check, table).toContain('( SELECT app_stores() AS app_stores) IS NULL');
    }
  });

  it('gives the server roles without power', async () => {
    const roles =
      await ask(`SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
      (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns,
      (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS groups
      FROM pg_roles r WHERE rolname IN ('jowi_app', 'jowi_auth') ORDER BY 1`);
    const powerless = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      owns: 0,
      groups: 0,
    };
    expect(roles).toEqual([
      { rolname: 'jowi_app', ...powerless },
      { rolname: 'jowi_auth', ...powerless },
    ]);
  });

  it('lets them neither truncate, reference nor trigger, nor look into the other one’s schema', async () => {
    const grants = await ask<{ grantee: string; schema: string; name: string; privilege: string }>(`
      SELECT grantee, table_schema AS schema, table_name AS name, privilege_type AS privilege
      FROM information_schema.role_table_grants
      WHERE grantee IN ('jowi_app', 'jowi_auth', 'PUBLIC') AND table_schema IN ('public', 'auth')`);
    expect(grants.filter(({ privilege }) => /TRUNCATE|REFERENCES|TRIGGER/.test(privilege))).toEqual([]);
    expect(grants.filter(({ grantee }) => grantee === 'PUBLIC')).toEqual([]);
    expect(grants.filter(({ grantee, schema }) => grantee === 'jowi_app' && schema !== 'public')).toEqual([]);
    expect(grants.filter(({ grantee, schema }) => grantee === 'jowi_auth' && schema !== 'auth')).toEqual([]);
    const canCreate = await ask(`SELECT r, s FROM unnest(ARRAY['jowi_app', 'jowi_auth']) r,
      unnest(ARRAY['public', 'auth']) s WHERE has_schema_privilege(r, s, 'CREATE')`);
    expect(canCreate).toEqual([]);
  });

  it('never lets the server change or delete a fact', async () => {
    const facts = [
      'journal_entry',
      'journal_quarantine',
      'receipt',
      'receipt_line',
      'receipt_payment',
      'posting',
    ];
    facts.push(
      'stock_movement',
      'delivery',
      'delivery_line',
      'shift',
      'shift_close',
      'fiscal_mark',
      'audit_log',
    );
    const may = await ask(`SELECT t, p FROM unnest(ARRAY[${facts.map((name) => `'${name}'`)}]) t,
      unnest(ARRAY['UPDATE', 'DELETE']) p
      WHERE has_table_privilege('jowi_app', t, p) OR (p = 'UPDATE' AND has_any_column_privilege('jowi_app', t, p))`);
    expect(may).toEqual([]);
  });

  it('starts every key of a tenant table with the tenant', async () => {
    const keys = await ask<{ table: string; index: string; columns: string[] }>(`
      SELECT c.relname AS table, i.relname AS index, (SELECT array_agg(a.attname ORDER BY x.place)::text[]
        FROM unnest(k.indkey) WITH ORDINALITY x(num, place)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.num) AS columns
      FROM pg_index k JOIN pg_class c ON c.oid = k.indrelid JOIN pg_class i ON i.oid = k.indexrelid
      WHERE c.relnamespace = 'public'::regnamespace AND k.indisunique AND c.relrowsecurity`);
    const astray = keys.filter(({ table, index, columns }) => {
      // A code is looked up before its business is known.
      if (['pairing_code_hash', 'invitation_token'].includes(index)) return !columns.includes('tenant_id');
      return columns[0] !== (table === 'tenant' ? 'id' : 'tenant_id');
    });
    expect(astray).toEqual([]);
  });

  it('carries the tenant through every foreign key', async () => {
    const keys = await ask<{
      table: string;
      name: string;
      own: string[];
      foreign: string[];
      target: string;
    }>(`
      SELECT c.relname AS table, k.conname AS name, f.relname AS target,
        (SELECT array_agg(a.attname ORDER BY x.place)::text[] FROM unnest(k.conkey) WITH ORDINALITY x(num, place)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.num) AS own,
        (SELECT array_agg(a.attname ORDER BY x.place)::text[] FROM unnest(k.confkey) WITH ORDINALITY x(num, place)
          JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.num) AS foreign
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
      WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace`);
    expect(keys.length).toBeGreaterThan(30);
    const astray = keys.filter(
      ({ own, foreign, target }) =>
        own[0] !== 'tenant_id' || foreign[0] !== (target === 'tenant' ? 'id' : 'tenant_id'),
    );
    expect(astray).toEqual([]);
  });

  it('has no function that runs with its owner’s rights and no view that hides who asks', async () => {
    const functions = await ask(`SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')`);
    expect(functions).toEqual([]);
    const views = await ask(`SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND (c.relkind = 'm' OR NOT coalesce('security_invoker=true' = ANY (c.reloptions), false))`);
    expect(views).toEqual([]);
  });

  it('shows the application nothing when no tenant is set', async () => {
    const tables = await ask<{ relname: string }>(`SELECT c.relname FROM ${TABLES} AND c.relrowsecurity`);
    await withClient(database.appUrl, async (client) => {
      for (const { relname } of tables)
        expect((await client.query(`SELECT 1 FROM ${relname} LIMIT 1`)).rows).toEqual([]);
    });
  });
});
