import { withClient } from '@jowi/testkit/postgres';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The schemas that belong to no business: one role keeps them, the other may hand over a message and no more. */
describe('the schemas of the installation', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const ask = async <Row extends object>(query: string): Promise<Row[]> =>
    withClient(database.adminUrl, async (client) => (await client.query<Row>(query)).rows);
  const OURS = `nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'`;

  it('are these: another one is forgotten by no test', async () => {
    const schemas = await ask<{ nspname: string }>(
      `SELECT nspname FROM pg_namespace WHERE ${OURS} ORDER BY 1`,
    );
    expect(schemas.map(({ nspname }) => nspname)).toEqual([
      'auth',
      'limits',
      'messages',
      'public',
      'registration',
    ]);
  });

  it('let jowi_app put a message into the outbox, and see nothing of them', async () => {
    const grants = await ask<{ grant: string }>(`
      SELECT format('%s %s.%s', privilege_type, table_schema, table_name) AS grant
      FROM information_schema.role_table_grants WHERE grantee = 'jowi_app'
      AND table_schema IN ('auth', 'limits', 'messages')`);
    expect(grants.map(({ grant }) => grant)).toEqual(['INSERT messages.outbox']);
    const closed = await ask<{ nspname: string }>(
      `SELECT nspname FROM pg_namespace WHERE ${OURS} AND NOT has_schema_privilege('jowi_app', oid, 'USAGE') ORDER BY 1`,
    );
    expect(closed.map(({ nspname }) => nspname)).toEqual(['auth', 'limits']);
  });

  it('let nobody else in, and jowi_auth neither truncate nor create', async () => {
    const strangers = await ask(`SELECT grantee, table_name FROM information_schema.role_table_grants
      WHERE table_schema IN ('limits', 'messages') AND (grantee NOT IN ('jowi_app', 'jowi_auth', 'jowi_owner')
        OR (grantee <> 'jowi_owner' AND privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')))`);
    expect(strangers).toEqual([]);
    const canCreate = await ask(`SELECT r, s FROM unnest(ARRAY['jowi_app', 'jowi_auth']) r,
      unnest(ARRAY['limits', 'messages']) s WHERE has_schema_privilege(r, s, 'CREATE')`);
    expect(canCreate).toEqual([]);
  });

  it('never let a code be rewritten: only its tries and its use change', async () => {
    const columns = await ask<{ name: string }>(`SELECT column_name AS name
      FROM information_schema.column_privileges WHERE grantee = 'jowi_auth' AND privilege_type = 'UPDATE'
      AND table_schema = 'messages' AND table_name = 'code' ORDER BY 1`);
    expect(columns.map(({ name }) => name)).toEqual(['tries', 'used_at_ms']);
  });
});
