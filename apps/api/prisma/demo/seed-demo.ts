import { randomUUID } from 'node:crypto';
import type { ImportReport } from '@jowi/contracts/http/catalogue';
import type { Delivery, DeliveryInput } from '@jowi/contracts/http/deliveries';
import type { RoleKind } from '@jowi/contracts/permissions';
import { businessDateOf } from '@jowi/domain/time';
import { type DemoProduct, makeProducts } from '../../src/modules/guide/demo/goods/make-products.ts';
import { createRng } from '../../src/modules/guide/demo/goods/rng.ts';
import { hashPin } from '../../src/modules/staff/pin-hash.ts';
import { insertBuiltInRoles } from '../../src/platform/auth/built-in-roles.ts';
import { demoLogins } from '../demo-logins.ts';
import { DEMO_BUSINESSES, type DemoBusiness } from './businesses.ts';
import { toProductCsv } from './product-csv.ts';
import { asTenant } from './tenant-client.ts';

/** The server's own use cases: the demo comes into being the way a real business does. */
export type SeedTools = {
  ownerUrl: string;
  nowMs: number;
  importProducts(tenantId: string, csv: Buffer): Promise<ImportReport>;
  postDelivery(who: { tenantId: string; employeeId: string }, input: DeliveryInput): Promise<Delivery>;
  createPerson(person: { phone: string; password: string; name: string }): Promise<string>;
};

/** VAT as the fiscal module's own generator takes it; totals down to 100 so'm, because nobody has smaller change. */
const PRICING_POLICY = {
  vatPer: 'line',
  vatRounding: 'floor',
  lineRounding: 'half-up',
  cashRoundingTiyin: '10000',
};

/**
 * Two businesses with people, shelves and a first delivery. Safe to repeat after being cut off: accounts come last,
 * so a database without accounts is one that is not finished.
 */
export async function seedDemo(tools: SeedTools): Promise<{ products: number }> {
  let count = 0;
  for (const [i, business] of DEMO_BUSINESSES.entries()) {
    const ownerId = await insertBusiness(tools, business);
    const products = makeProducts(business.families, createRng(business.seed), i + 1);
    const report = await tools.importProducts(business.id, toProductCsv(products));
    const [problem] = report.problems;
    if (problem) throw new Error(`The demo catalogue is broken: ${JSON.stringify(problem)}`);
    await deliver(tools, business, ownerId, products);
    count += products.length;
  }
  for (const business of DEMO_BUSINESSES) await openAccounts(tools, business);
  return { products: count };
}

/** Answers the owner's id. */
async function insertBusiness(tools: SeedTools, business: DemoBusiness): Promise<string> {
  const { id, store, warehouse, terminal } = business;
  return asTenant(tools.ownerUrl, id, async (client) => {
    const nothing = 'ON CONFLICT DO NOTHING';
    await client.query(`INSERT INTO tenant (id, name, tax_id) VALUES ($1, $2, $3) ${nothing}`, [
      id,
      business.name,
      business.taxId,
    ]);
    await client.query(
      `INSERT INTO store (tenant_id, id, name, address, latitude, longitude, receipt_language, pricing_policy)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ${nothing}`,
      [
        id,
        store.id,
        store.name,
        store.address,
        store.latitude,
        store.longitude,
        store.receiptLanguage,
        PRICING_POLICY,
      ],
    );
    await client.query(
      `INSERT INTO warehouse (tenant_id, id, store_id, name) VALUES ($1, $2, $3, $4) ${nothing}`,
      [id, warehouse.id, store.id, warehouse.name],
    );
    await client.query(
      `INSERT INTO terminal (tenant_id, id, store_id, warehouse_id, name) VALUES ($1, $2, $3, $4, $5) ${nothing}`,
      [id, terminal.id, store.id, warehouse.id, terminal.name],
    );
    const standing = await client.query<{ id: string; role: RoleKind }>(
      `SELECT e.id, r.kind AS role FROM employee e JOIN role r ON r.tenant_id = e.tenant_id AND r.id = e.role_id
       WHERE e.tenant_id = $1`,
      [id],
    );
    if (standing.rows.length === 0) {
      const roles = await insertBuiltInRoles(client, id, tools.nowMs);
      for (const login of demoLogins.filter((it) => it.business === business.key)) {
        const pin = await hashPin(login.pin);
        const employee = { id: randomUUID(), role: login.role };
        await client.query(
          `INSERT INTO employee (tenant_id, id, name, phone, role_id, all_stores, color, pin_salt, pin_hash)
           VALUES ($1, $2, $3, $4, $5, true, $6, $7, $8)`,
          [
            id,
            employee.id,
            login.name,
            login.phone,
            roles[login.role],
            1 + (standing.rows.length % 8),
            pin.salt,
            pin.hash,
          ],
        );
        standing.rows.push(employee);
      }
    }
    return standing.rows.find(({ role }) => role === 'owner')!.id;
  });
}

async function deliver(
  tools: SeedTools,
  business: DemoBusiness,
  ownerId: string,
  products: readonly DemoProduct[],
): Promise<void> {
  const known = await asTenant(tools.ownerUrl, business.id, async (client) => {
    const posted = await client.query('SELECT FROM delivery WHERE tenant_id = $1', [business.id]);
    if (posted.rowCount !== 0) return null;
    const { rows } = await client.query<{ sku: string; id: string }>(
      'SELECT sku, id FROM product WHERE tenant_id = $1',
      [business.id],
    );
    return new Map(rows.map(({ sku, id }) => [sku, id]));
  });
  if (!known) return;
  const day = 24 * 60 * 60 * 1000;
  await tools.postDelivery(
    { tenantId: business.id, employeeId: ownerId },
    {
      id: randomUUID(),
      warehouseId: business.warehouse.id,
      supplierName: business.supplier,
      documentNumber: `N-${business.seed % 10_000}`,
      documentDate: businessDateOf(tools.nowMs - day),
      lines: products.flatMap(({ sku, delivered }) =>
        delivered
          ? [
              {
                productId: known.get(sku)!,
                qtyMilli: String(delivered.qtyMilli),
                costTiyin: String(delivered.costTiyin),
              },
            ]
          : [],
      ),
    },
  );
}

async function openAccounts(tools: SeedTools, business: DemoBusiness): Promise<void> {
  for (const { business: key, phone, password, name } of demoLogins) {
    if (key !== business.key || phone === null || password === null) continue;
    const userId = await tools.createPerson({ phone, password, name });
    await asTenant(tools.ownerUrl, business.id, (client) =>
      client.query('UPDATE employee SET user_id = $3 WHERE tenant_id = $1 AND phone = $2', [
        business.id,
        phone,
        userId,
      ]),
    );
  }
}
