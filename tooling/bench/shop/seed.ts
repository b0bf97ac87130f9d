import { insertBuiltInRoles } from '@jowi/api/src/platform/auth/built-in-roles.ts';
import { openPeople } from '@jowi/api/src/platform/auth/people.ts';
import { uuidV7 } from '@jowi/domain/ids';
import { withClient } from '@jowi/testkit/postgres';
import type { Rng } from '@jowi/testkit/rng';
import type pg from 'pg';
import { BENCH_AUTH_SECRET, BENCH_ORIGIN } from './api-process.ts';
import { BenchTill } from './bench-till.ts';
import type { BenchDatabase } from './database.ts';
import { type BenchProduct, makeGoods } from './goods.ts';

export interface BenchBusiness {
  readonly tenantId: string;
  readonly products: readonly BenchProduct[];
  /** Paired, one after another in the stores. */
  readonly tills: readonly BenchTill[];
  readonly owner: { readonly phone: string; readonly password: string };
}

export interface BusinessPlan {
  readonly products: number;
  /** These, instead of goods made up. */
  readonly goods?: readonly BenchProduct[];
  readonly stores: number;
  readonly tillsPerStore: number;
  /** Of each product in each store, in one lot. */
  readonly onHandMilli: number;
}

const POLICY = { vatPer: 'line', vatRounding: 'half-up', lineRounding: 'half-up', cashRoundingTiyin: '0' };
const CHUNK = 10_000;
let businesses = 0;

/** Writes a business straight into the tables, as the superuser: making the world is not what is measured. */
export async function seedBusiness(
  database: BenchDatabase,
  plan: BusinessPlan,
  rng: Rng,
): Promise<BenchBusiness> {
  const nth = ++businesses;
  const newId = () => uuidV7(1_795_000_000_000 + nth, rng.bytes(10));
  const tenantId = newId();
  const products = plan.goods ?? makeGoods(plan.products, rng);
  const phone = `+9989000000${String(nth).padStart(2, '0')}`;
  const password = 'bench-kettle-pomegranate';
  const tills: BenchTill[] = [];
  await withClient(database.adminUrl, async (client) => {
    await client.query(`INSERT INTO tenant (id, name, tax_id) VALUES ($1, 'Bench', $2)`, [
      tenantId,
      String(300_000_000 + nth),
    ]);
    await insertProducts(client, tenantId, products);
    for (let store = 1; store <= plan.stores; store++) {
      const place = { tenantId, storeId: newId(), warehouseId: newId() };
      await insertStore(client, place, `Store ${store}`);
      await insertStock(client, place, plan.onHandMilli);
      for (let n = 1; n <= plan.tillsPerStore; n++) {
        const till = new BenchTill({ ...place, terminalId: newId(), products, rng: rng.fork() });
        await insertTill(client, till, `Till ${store}.${n}`);
        tills.push(till);
      }
    }
    const roles = await insertBuiltInRoles(client, tenantId, 1_795_000_000_000 + nth);
    const userId = await createLogin(database, phone, password);
    await client.query(
      `INSERT INTO employee (tenant_id, id, name, phone, role_id, all_stores, user_id) VALUES ($1, $2, 'Owner', $3, $4, true, $5)`,
      [tenantId, newId(), phone, roles.owner, userId],
    );
    await client.query('VACUUM ANALYZE');
  });
  return { tenantId, products, tills, owner: { phone, password } };
}

async function insertProducts(
  client: pg.Client,
  tenantId: string,
  products: readonly BenchProduct[],
): Promise<void> {
  for (let from = 0; from < products.length; from += CHUNK) {
    const some = products.slice(from, from + CHUNK);
    await client.query(
      `WITH p AS (
         SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[])
           AS p (id, sku, name_ru, name_uz, barcode, price, ikpu)
       ), added AS (
         INSERT INTO product (tenant_id, id, sku, name_ru, name_uz, price_tiyin, vat_rate_bps, unit, ikpu, search_text)
         SELECT $1, id, sku, name_ru, name_uz, price, 1200, 'piece', ikpu, '' FROM p)
       INSERT INTO product_barcode (tenant_id, barcode, product_id, position) SELECT $1, barcode, id, 0 FROM p`,
      [
        tenantId,
        some.map((p) => p.id),
        some.map((p) => p.sku),
        some.map((p) => p.nameRu),
        some.map((p) => p.nameUz),
        some.map((p) => p.barcode),
        some.map((p) => p.priceTiyin),
        some.map((p) => p.ikpu),
      ],
    );
  }
}

type Place = { readonly tenantId: string; readonly storeId: string; readonly warehouseId: string };

async function insertStore(client: pg.Client, place: Place, name: string): Promise<void> {
  const { tenantId, storeId, warehouseId } = place;
  await client.query(
    `INSERT INTO store (tenant_id, id, name, address, latitude, longitude, pricing_policy)
     VALUES ($1, $2, $3, 'Toshkent', 41.3, 69.2, $4)`,
    [tenantId, storeId, name, POLICY],
  );
  await client.query(`INSERT INTO warehouse (tenant_id, id, store_id, name) VALUES ($1, $2, $3, 'Main')`, [
    tenantId,
    warehouseId,
    storeId,
  ]);
}

/** One lot of every product, its movement and its balance. */
async function insertStock(client: pg.Client, place: Place, onHandMilli: number): Promise<void> {
  await client.query(
    `WITH lot AS (
       INSERT INTO stock_lot (tenant_id, id, warehouse_id, product_id, kind, document_kind, document_id, document_number,
         remaining_qty_milli, remaining_cost_tiyin)
       SELECT tenant_id, gen_random_uuid(), $2, id, 'lot', 'delivery', $2, '1', $3, price_tiyin * $3 / 1250
       FROM product WHERE tenant_id = $1
       RETURNING *
     ), moved AS (
       INSERT INTO stock_movement (tenant_id, warehouse_id, product_id, lot_id, kind, document_id, line_no, qty_milli, cost_tiyin)
       SELECT tenant_id, warehouse_id, product_id, id, 'delivery', document_id, 1, remaining_qty_milli, remaining_cost_tiyin FROM lot)
     INSERT INTO stock_balance (tenant_id, warehouse_id, product_id, qty_milli, cost_tiyin)
     SELECT tenant_id, warehouse_id, product_id, remaining_qty_milli, remaining_cost_tiyin FROM lot`,
    [place.tenantId, place.warehouseId, onHandMilli],
  );
}

async function insertTill(client: pg.Client, till: BenchTill, name: string): Promise<void> {
  const { tenantId, terminalId, storeId, warehouseId } = till.place;
  await client.query(
    `INSERT INTO terminal (tenant_id, id, store_id, warehouse_id, name, state, public_key, epoch)
     VALUES ($1, $2, $3, $4, $5, 'active', $6, 1)`,
    [tenantId, terminalId, storeId, warehouseId, name, till.publicKey],
  );
  await client.query(
    `INSERT INTO terminal_chain (tenant_id, terminal_id, epoch, public_key, seq, hash) VALUES ($1, $2, 1, $3, 0, repeat('0', 64))`,
    [tenantId, terminalId, till.publicKey],
  );
}

async function createLogin({ authUrl }: BenchDatabase, phone: string, password: string): Promise<string> {
  const people = openPeople({ databaseUrl: authUrl, secret: BENCH_AUTH_SECRET, origin: BENCH_ORIGIN });
  try {
    return await people.createPerson({ phone, password, name: 'Owner' });
  } finally {
    await people.close();
  }
}
