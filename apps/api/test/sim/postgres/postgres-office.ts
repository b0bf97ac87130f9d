import { ROLE_TEMPLATES } from '@jowi/contracts/permissions';
import { sql } from 'kysely';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import type { OfficeRows } from '../office.ts';
import { PRICING_POLICY, pinOf, STORE_PLACE } from '../seeds.ts';
import type { ProductSeed, SimTenant, TenantSeed } from '../sim-server.ts';

/** As the application's role, like everything: row security has the last word here too. */
export class PostgresOfficeRows implements OfficeRows {
  async insertTerminal(tx: KyselyTx, { id, name }: { id: string; name: string }): Promise<void> {
    await sql`INSERT INTO terminal (tenant_id, id, store_id, warehouse_id, name)
      SELECT tenant_id, ${id}::uuid, store_id, id, ${name}::text FROM warehouse WHERE tenant_id = app_tenant()`.execute(
      tx,
    );
  }

  async setTerminalRevoked(tx: KyselyTx, id: string): Promise<void> {
    await sql`UPDATE terminal SET state = 'revoked' WHERE tenant_id = app_tenant() AND id = ${id}`.execute(
      tx,
    );
  }

  async insertProduct(tx: KyselyTx, id: string, seed: ProductSeed): Promise<void> {
    const { sku, name, barcode, priceTiyin, vatRateBps, unit } = seed;
    await sql`INSERT INTO product (tenant_id, id, sku, name_ru, name_uz, price_tiyin, vat_rate_bps, unit, search_text)
      VALUES (app_tenant(), ${id}, ${sku}, ${name}, ${name}, ${priceTiyin}, ${vatRateBps}, ${unit}, '')`.execute(
      tx,
    );
    if (barcode !== null)
      await sql`INSERT INTO product_barcode (tenant_id, barcode, product_id, position)
        VALUES (app_tenant(), ${barcode}, ${id}, 0)`.execute(tx);
  }

  async setPrice(tx: KyselyTx, id: string, priceTiyin: bigint): Promise<void> {
    await sql`UPDATE product SET price_tiyin = ${priceTiyin}, version = version + 1
      WHERE tenant_id = app_tenant() AND id = ${id}`.execute(tx);
  }

  async setArchived(tx: KyselyTx, id: string): Promise<void> {
    await sql`UPDATE product SET archived = true, version = version + 1
      WHERE tenant_id = app_tenant() AND id = ${id}`.execute(tx);
  }

  async setSuspended(tx: KyselyTx, id: string): Promise<void> {
    await sql`UPDATE employee SET active = false WHERE tenant_id = app_tenant() AND id = ${id}`.execute(tx);
  }

  async insertBusiness(
    tx: KyselyTx,
    tenant: SimTenant,
    seed: TenantSeed,
    newId: () => string,
  ): Promise<void> {
    const { tenantId, storeId, warehouseId, employees, products } = tenant;
    const { address, latitude, longitude } = STORE_PLACE;
    await sql`INSERT INTO tenant (id, name, tax_id) VALUES (${tenantId}, ${seed.name}, '301234567')`.execute(
      tx,
    );
    await sql`INSERT INTO store (tenant_id, id, name, address, latitude, longitude, pricing_policy, negative_stock)
      VALUES (${tenantId}, ${storeId}, ${seed.name}, ${address}, ${latitude}, ${longitude},
        ${JSON.stringify(PRICING_POLICY)}::jsonb, ${seed.negativeStock ?? 'warn'})`.execute(tx);
    await sql`INSERT INTO warehouse (tenant_id, id, store_id, name)
      VALUES (${tenantId}, ${warehouseId}, ${storeId}, 'Main')`.execute(tx);
    for (const role of new Set(employees.map((it) => it.role))) {
      const { permissions, limits } = ROLE_TEMPLATES[role];
      const roleId = newId();
      await sql`INSERT INTO role (tenant_id, id, kind, permissions, limits)
        VALUES (${tenantId}, ${roleId}, ${role}, ${[...permissions]}, ${JSON.stringify(limits)}::jsonb)`.execute(
        tx,
      );
      for (const { id, name, pin } of employees.filter((it) => it.role === role)) {
        const { pinSalt, pinHash } = pinOf(pin);
        await sql`INSERT INTO employee (tenant_id, id, name, role_id, all_stores, pin_salt, pin_hash)
          VALUES (${tenantId}, ${id}, ${name}, ${roleId}, true, ${pinSalt}, ${pinHash})`.execute(tx);
      }
    }
    for (const product of products) await this.insertProduct(tx, product.id, product);
  }
}
