import { withClient } from '@jowi/testkit/postgres';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testId } from '../support/business.ts';
import { type Fault, findFaults } from './catalogue-faults.ts';

const found = (rule: string, object: string) => expect.arrayContaining([{ rule, object }]);

/**
 * The ways around row-level security that everybody falls for once: each is built, shown to do harm to somebody who asks
 * as the server does, and shown to be found by the check of the catalogue.
 */
describe('ways around row-level security', () => {
  let database: TestDatabase;
  const [a, b] = [testId(), testId()];
  const productOfB = testId();

  beforeEach(async () => {
    database = await createTestDatabase();
    await asAdmin(async (client) => {
      for (const [tenant, id, sku] of [
        [a, testId(), 'A-1'],
        [b, productOfB, 'B-1'],
      ]) {
        await client.query(`INSERT INTO tenant (id, name, tax_id) VALUES ($1, 'x', '301234567')`, [tenant]);
        await client.query(
          `INSERT INTO product (tenant_id, id, sku, name_ru, name_uz, price_tiyin, unit, search_text)
           VALUES ($1, $2, $3, 'x', 'x', 1, 'piece', 'x')`,
          [tenant, id, sku],
        );
      }
    });
  });
  afterEach(() => database.drop());

  const asAdmin = <T>(work: (client: pg.Client) => Promise<T>) => withClient(database.adminUrl, work);
  /** As the server asks for business A. */
  const asA = <T>(work: (client: pg.Client) => Promise<T>) =>
    withClient(database.appUrl, async (client) => {
      await client.query(`SELECT set_config('app.tenant_id', $1, false)`, [a]);
      return work(client);
    });
  const build = (sql: string) => asAdmin((client) => client.query(sql));
  const skusSeenByA = (from: string) =>
    asA(async (client) => {
      const { rows } = await client.query<{ sku: string }>(`SELECT sku FROM ${from} ORDER BY sku`);
      return rows.map(({ sku }) => sku);
    });
  const faults = (): Promise<Fault[]> => asAdmin(findFaults);

  it('begins without any', async () => {
    expect(await faults()).toEqual([]);
    expect(await skusSeenByA('product')).toEqual(['A-1']);
  });

  it("a view with its owner's eyes", async () => {
    await build('CREATE VIEW price_list AS SELECT * FROM product; GRANT SELECT ON price_list TO jowi_app');
    expect(await skusSeenByA('price_list')).toEqual(['A-1', 'B-1']);
    expect(await faults()).toEqual([
      { rule: 'a view shows what its owner may see', object: 'public.price_list' },
    ]);
    await build('ALTER VIEW price_list SET (security_invoker = true)');
    expect(await skusSeenByA('price_list')).toEqual(['A-1']);
    expect(await faults()).toEqual([]);
  });

  it('a function with the rights of whoever made it', async () => {
    await build(`CREATE FUNCTION all_products() RETURNS SETOF product LANGUAGE sql SECURITY DEFINER
      AS 'SELECT * FROM product'`);
    expect(await skusSeenByA('all_products()')).toEqual(['A-1', 'B-1']);
    expect(await faults()).toEqual([
      { rule: 'runs with the rights of its owner', object: 'public.all_products' },
    ]);
    // Neither half is enough: a search path without the tenant, the tenant without a search path.
    await build(`ALTER FUNCTION all_products() SET search_path = public`);
    expect(await faults()).toHaveLength(1);
  });

  it('a materialized view, which has no policies', async () => {
    await build(
      'CREATE MATERIALIZED VIEW best_sellers AS SELECT * FROM product; GRANT SELECT ON best_sellers TO jowi_app',
    );
    expect(await skusSeenByA('best_sellers')).toEqual(['A-1', 'B-1']);
    expect(await faults()).toEqual([
      { rule: 'keeps rows where no policy reaches', object: 'public.best_sellers' },
    ]);
  });

  it('a foreign key that does not carry the tenant', async () => {
    await build(`CREATE UNIQUE INDEX product_by_id ON product (id);
      CREATE TABLE note (tenant_id uuid NOT NULL REFERENCES tenant (id), id uuid NOT NULL,
        product_id uuid NOT NULL REFERENCES product (id), PRIMARY KEY (tenant_id, id));
      ALTER TABLE note ENABLE ROW LEVEL SECURITY; ALTER TABLE note FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_isolation ON note USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
      GRANT SELECT, INSERT ON note TO jowi_app`);
    const noteOn = (product: string) =>
      asA((client) => client.query('INSERT INTO note VALUES ($1, $2, $3)', [a, testId(), product]));
    // It answers whether somebody has such a product, and from then on she cannot delete it.
    await expect(noteOn(testId())).rejects.toThrow(/foreign key/);
    await noteOn(productOfB);
    await expect(
      asAdmin((client) => client.query('DELETE FROM product WHERE id = $1', [productOfB])),
    ).rejects.toThrow(/violates foreign key constraint/);
    expect(await faults()).toEqual(found('refers past the tenant', 'note.note_product_id_fkey'));
  });

  it('a key that is unique across businesses', async () => {
    await build('CREATE UNIQUE INDEX one_sku ON product (sku)');
    const add = (sku: string) =>
      asA((client) =>
        client.query(
          `INSERT INTO product (tenant_id, id, sku, name_ru, name_uz, price_tiyin, unit, search_text)
           VALUES ($1, $2, $3, 'x', 'x', 1, 'piece', 'x')`,
          [a, testId(), sku],
        ),
      );
    await add('A-2');
    await expect(add('B-1')).rejects.toThrow(/one_sku/);
    expect(await faults()).toEqual([{ rule: 'is unique across tenants', object: 'product.one_sku' }]);
  });

  it('TRUNCATE, which asks no policy', async () => {
    await build(
      'GRANT TRUNCATE ON product, product_barcode, delivery_line, stock_lot, stock_movement, stock_balance, receipt_line TO jowi_app',
    );
    await asA((client) =>
      client.query(
        'TRUNCATE product, product_barcode, delivery_line, stock_lot, stock_movement, stock_balance, receipt_line',
      ),
    );
    expect((await asAdmin((client) => client.query('SELECT FROM product'))).rowCount).toBe(0);
    expect(await faults()).toEqual(
      found('may be truncated, referenced or given triggers', 'jowi_app TRUNCATE public.product'),
    );
  });
});

/** The rest of the rules, and each half-measure: undone after a look. */
describe('the check of the catalogue', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const TABLE =
    'CREATE TABLE coupon (tenant_id uuid NOT NULL REFERENCES tenant (id), id uuid NOT NULL, PRIMARY KEY (tenant_id, id))';
  const SECURITY =
    'ALTER TABLE coupon ENABLE ROW LEVEL SECURITY; ALTER TABLE coupon FORCE ROW LEVEL SECURITY';
  const POLICY = `CREATE POLICY tenant_isolation ON coupon
    USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()))`;

  it.each([
    ['a table without a tenant', 'CREATE TABLE coupon (id uuid)', 'belongs to no tenant', 'coupon'],
    ['a table without row security', TABLE, 'row security is not forced', 'coupon'],
    [
      'row security that is not forced',
      `${TABLE}; ALTER TABLE coupon ENABLE ROW LEVEL SECURITY; ${POLICY}`,
      'row security is not forced',
      'coupon',
    ],
    ['no policy', `${TABLE}; ${SECURITY}`, 'lacks the one policy for reading and writing', 'coupon'],
    [
      'a policy for reading only',
      `${TABLE}; ${SECURITY}; CREATE POLICY tenant_isolation ON coupon USING (tenant_id = (SELECT app_tenant()))`,
      'lacks the one policy for reading and writing',
      'coupon',
    ],
    [
      'a policy that lets everything be written',
      `${TABLE}; ${SECURITY}; CREATE POLICY tenant_isolation ON coupon USING (tenant_id = (SELECT app_tenant())) WITH CHECK (true)`,
      'lacks the one policy for reading and writing',
      'coupon',
    ],
    [
      'a second policy',
      `${TABLE}; ${SECURITY}; ${POLICY}; CREATE POLICY everybody ON coupon FOR SELECT USING (true)`,
      'has a policy that widens what is seen',
      'coupon.everybody',
    ],
    [
      'a table that knows its store and no limit',
      `${TABLE}; ALTER TABLE coupon ADD store_id uuid; ${SECURITY}; ${POLICY}`,
      'knows its store and is not limited by it',
      'coupon',
    ],
    ['a grant to everybody', 'GRANT SELECT ON product TO PUBLIC', 'is open to everybody', 'public.product'],
    [
      'accounts open to the server of features',
      'GRANT USAGE ON SCHEMA auth TO jowi_app; GRANT SELECT ON auth.session TO jowi_app',
      'is open to a role of another schema',
      'jowi_app SELECT auth.session',
    ],
    [
      'a table of its own',
      'ALTER TABLE document_counter OWNER TO jowi_app',
      'a server role owns something',
      'jowi_app document_counter',
    ],
    [
      'a right to create',
      'GRANT CREATE ON SCHEMA public TO jowi_app',
      'a server role may create',
      'jowi_app in public',
    ],
    [
      'a sequence to read',
      'GRANT SELECT ON SEQUENCE stock_movement_id_seq TO jowi_app',
      'a sequence tells how much others do',
      'stock_movement_id_seq',
    ],
    [
      'a function that claims to leak nothing',
      `CREATE FUNCTION peek(text) RETURNS boolean LANGUAGE plpgsql LEAKPROOF COST 0.0001
       AS $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$`,
      'claims to leak nothing and so runs before the policies',
      'peek',
    ],
    [
      'rights for tables still to come',
      'ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO jowi_app',
      'is granted before anybody looks at it',
      'postgres',
    ],
    [
      'a schema nobody knows',
      'CREATE SCHEMA attic; CREATE TABLE attic.box (id int)',
      'is in no schema we know',
      'attic.box',
    ],
    [
      'a publication',
      'CREATE PUBLICATION everything FOR ALL TABLES',
      'leaves the database past row security',
      'everything',
    ],
    [
      'a rule',
      'CREATE RULE quiet AS ON DELETE TO document_counter DO INSTEAD NOTHING',
      'rewrites statements',
      'document_counter.quiet',
    ],
  ])('finds %s', async (_what, sql, rule, object) => {
    await withClient(database.adminUrl, async (client) => {
      await client.query('BEGIN');
      await client.query(sql);
      expect(await findFaults(client)).toEqual(found(rule, object));
      await client.query('ROLLBACK');
    });
  });
});
