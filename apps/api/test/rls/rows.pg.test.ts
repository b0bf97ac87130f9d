import { withClient } from '@jowi/testkit/postgres';
import type pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { note } from '../access/counts.ts';
import type { World } from '../access/foreign-world.ts';
import { setStage } from '../access/stage.ts';
import { startTestApi } from '../support/api.ts';
import { RULE_COUNT } from './catalogue-faults.ts';

// Before the tests are told apart: they are as many as the database has tables.
const api = await startTestApi();
const stage = await setStage(api);
const { database } = api;
const tables = await withClient(database.adminUrl, async (client) => {
  const { rows } = await client.query<{ name: string; columns: string[]; hasStoreLimit: boolean }>(`
    SELECT c.relname AS name, array_agg(a.attname::text) FILTER (WHERE a.attgenerated = '') AS columns,
      EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname
        AND p.policyname = 'store_limit') AS "hasStoreLimit"
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    GROUP BY c.oid, c.relname HAVING bool_or(a.attname = 'tenant_id') OR c.relname = 'tenant' ORDER BY 1`);
  return rows;
});
const ofStores = tables.filter(({ hasStoreLimit }) => hasStoreLimit);
const empty: string[] = [];

afterAll(async () => {
  note('tables', {
    tables: tables.length,
    'with a limit by store': ofStores.length,
    'rules of the catalogue': RULE_COUNT,
    'without a row in the worlds': empty.join(' '),
  });
  await api.close();
});

/** As the server asks, inside a transaction that is undone. */
async function as<T>(
  settings: Readonly<Record<string, string>>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  return withClient(database.appUrl, async (client) => {
    await client.query('BEGIN');
    for (const [name, value] of Object.entries(settings))
      await client.query('SELECT set_config($1, $2, true)', [name, value]);
    return work(client);
  });
}
const tenantOf = (table: string) => (table === 'tenant' ? 'id' : 'tenant_id');
const countAs = (settings: Readonly<Record<string, string>>, table: string, where = 'true') =>
  as(settings, async (client) => {
    const { rows } = await client.query(`SELECT count(*)::int AS n FROM "${table}" WHERE ${where}`);
    return rows[0].n as number;
  });
const all = (table: string, { business }: World) =>
  withClient(database.adminUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT to_jsonb(t) AS row FROM "${table}" t WHERE "${tenantOf(table)}" = $1`,
      [business.tenantId],
    );
    return rows.map(({ row }) => row as Record<string, unknown>);
  });

const own = { 'app.tenant_id': stage.own.business.tenantId };
const { tenantId: foreignId } = stage.foreign.business;

describe('every table of a tenant', () => {
  it.each(tables)(
    '$name shows one business its own rows, and nobody any without saying who asks',
    async ({ name }) => {
      const mine = await all(name, stage.own);
      // A row can be hidden by the stores as well: the owner has no such limit.
      expect(await countAs(own, name)).toBe(mine.length);
      expect(await countAs(own, name, `"${tenantOf(name)}" = '${foreignId}'`)).toBe(0);
      expect(await countAs({}, name)).toBe(0);
      expect(await countAs({ 'app.tenant_id': '' }, name)).toBe(0);
      if (mine.length === 0) empty.push(name);
    },
  );

  it.each(tables)('$name takes no row of another business', async ({ name, columns }) => {
    const [row] = await all(name, stage.foreign);
    const list = columns.map((column) => `"${column}"`).join(', ');
    const insert = (settings: Readonly<Record<string, string>>) =>
      as(settings, (client) =>
        client.query(
          `INSERT INTO "${name}" (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM jsonb_populate_record(null::"${name}", $1)`,
          [row ?? { [tenantOf(name)]: foreignId }],
        ),
      );
    const refused = /row-level security|permission denied/;
    await expect(insert(own)).rejects.toThrow(refused);
    await expect(insert({})).rejects.toThrow(refused);
  });

  it.each(tables)('$name lets nobody change, move or delete a row of another business', async ({ name }) => {
    const tenant = `"${tenantOf(name)}"`;
    const changes = [
      [`UPDATE "${name}" SET ${tenant} = ${tenant} WHERE ${tenant} = '${foreignId}'`, 0],
      [`DELETE FROM "${name}" WHERE ${tenant} = '${foreignId}'`, 0],
      // One's own rows, given away.
      [`UPDATE "${name}" SET ${tenant} = '${foreignId}'`, null],
    ] as const;
    for (const [sql, rows] of changes) {
      const outcome = await as(own, (client) => client.query(sql)).then(
        ({ rowCount }) => rowCount,
        (error: Error) => {
          expect(error.message).toMatch(
            /row-level security|permission denied|never changed or deleted|only moves forward/,
          );
          return rows;
        },
      );
      expect(outcome === rows || outcome === 0, sql).toBe(true);
    }
  });

  it.each(ofStores)(
    '$name hides the rows of the other stores from one who is limited to one',
    async ({ name }) => {
      const { storeId } = stage.own.business;
      const limited = { ...own, 'app.store_ids': `{${storeId}}` };
      const elsewhere = { ...own, 'app.store_ids': `{${stage.elsewhere.business.storeId}}` };
      const whole = (await all(name, stage.own)).length;
      const [here, there] = [await countAs(limited, name), await countAs(elsewhere, name)];
      // Every row is in one store or, as an entry of the trail may be, in none.
      expect(here + there).toBeLessThanOrEqual(whole);
      if (name !== 'audit_log') expect(here + there).toBe(whole);
      if (whole > 1) expect(here).toBeLessThan(whole);
      expect(await countAs({ ...own, 'app.store_ids': '{}' }, name)).toBe(0);
      // Another business's store gives nothing of it either.
      expect(await countAs({ ...own, 'app.store_ids': `{${stage.foreign.business.storeId}}` }, name)).toBe(0);
    },
  );
});
