import { describe, expect, it } from 'vitest';
import { withClient } from './postgres.ts';
import { createTestDatabase } from './test-database.ts';

const whoAmI = `SELECT current_user AS name, rolsuper OR rolbypassrls AS "seesAll" FROM pg_roles WHERE rolname = current_user`;

describe('createTestDatabase', () => {
  it('gives each role its own rights', async () => {
    await using database = await createTestDatabase();
    const ask = (url: string) => withClient(url, async (client) => (await client.query(whoAmI)).rows[0]);
    expect(await ask(database.appUrl)).toEqual({ name: 'jowi_app', seesAll: false });
    expect(await ask(database.authUrl)).toEqual({ name: 'jowi_auth', seesAll: false });
    expect(await ask(database.ownerUrl)).toEqual({ name: 'jowi_owner', seesAll: false });
    expect(await ask(database.adminUrl)).toMatchObject({ seesAll: true });
  });

  it('keeps two databases apart', async () => {
    await using one = await createTestDatabase();
    await using other = await createTestDatabase();
    await withClient(one.ownerUrl, (client) => client.query('CREATE TABLE only_here (id int)'));
    const found = await withClient(other.ownerUrl, (client) =>
      client.query(`SELECT to_regclass('only_here') AS it`),
    );
    expect(found.rows).toEqual([{ it: null }]);
  });

  it('removes the database at the end', async () => {
    const database = await createTestDatabase();
    await database.drop();
    await expect(withClient(database.ownerUrl, async () => true)).rejects.toThrow(/does not exist/);
  });
});
