import type { DemoData } from '@jowi/contracts/http/guide';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../../platform/db/kysely-db.ts';

/** An open layer of demo goods: what remains of a lot, or what was sold before it was there. */
export interface DemoLayer {
  readonly layerId: string;
  readonly productId: string;
  readonly warehouseId: string;
  readonly qtyMilli: bigint;
  readonly costTiyin: bigint;
}

export interface DemoReversal {
  readonly id: string;
  readonly deliveryId: string;
  readonly warehouseId: string;
  readonly employeeId: string;
  readonly costTiyin: bigint;
}

@Injectable()
export class DemoDataRepository {
  /** Filling and wiping of a business wait for each other. */
  async lock(tx: KyselyTx, tenantId: string): Promise<void> {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`demo ${tenantId}`}, 0))`.execute(tx);
  }

  async count(tx: KyselyTx, tenantId: string): Promise<DemoData> {
    const { rows } = await sql<Record<keyof DemoData, number>>`
      SELECT count(*) FILTER (WHERE d.kind = 'product')::int AS products,
        count(*) FILTER (WHERE d.kind = 'delivery')::int AS deliveries,
        count(*) FILTER (WHERE d.kind = 'product' AND ${isSold(sql`d.id`, tenantId)})::int AS "soldProducts",
        count(*) FILTER (WHERE d.kind = 'product' AND ${isAdopted(sql`d.id`, tenantId)})::int AS "adoptedProducts"
      FROM demo_item d WHERE d.tenant_id = ${tenantId} AND d.wiped_at IS NULL`.execute(tx);
    return rows[0] as DemoData;
  }

  async listIds(tx: KyselyTx, tenantId: string, kind: 'product' | 'delivery'): Promise<string[]> {
    const rows = await tx
      .selectFrom('demo_item')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('kind', '=', kind)
      .where('wiped_at', 'is', null)
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id);
  }

  async mark(
    tx: KyselyTx,
    tenantId: string,
    items: readonly { kind: 'product' | 'delivery'; id: string }[],
    atMs: number,
  ): Promise<void> {
    await sql`
      INSERT INTO demo_item (tenant_id, kind, id, made_at)
      SELECT ${tenantId}, kind, id, ${new Date(atMs)} FROM unnest(
        ${items.map(({ kind }) => kind)}::text[], ${items.map(({ id }) => id)}::uuid[]) AS i (kind, id)`.execute(
      tx,
    );
  }

  /** The warehouse goods are delivered to: the first of an open store. */
  async findWarehouse(tx: KyselyTx, tenantId: string): Promise<string | null> {
    const row = await tx
      .selectFrom('warehouse as w')
      .innerJoin('store as s', (join) =>
        join.onRef('s.tenant_id', '=', 'w.tenant_id').onRef('s.id', '=', 'w.store_id'),
      )
      .select('w.id')
      .where('w.tenant_id', '=', tenantId)
      .where('s.closed_at', 'is', null)
      .orderBy('w.id')
      .limit(1)
      .executeTakeFirst();
    return row?.id ?? null;
  }

  async getBusiness(tx: KyselyTx, tenantId: string): Promise<{ kind: string; isVatPayer: boolean }> {
    const row = await tx
      .selectFrom('tenant')
      .select(['kind', 'vat_payer'])
      .where('id', '=', tenantId)
      .executeTakeFirstOrThrow();
    return { kind: row.kind, isVatPayer: row.vat_payer };
  }

  /** Every warehouse of the business, in the order they are locked in. */
  async listWarehouses(tx: KyselyTx, tenantId: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('warehouse')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Of these products, those that a real delivery brought in: they are the shop's own now. */
  async listAdopted(tx: KyselyTx, tenantId: string): Promise<Set<string>> {
    const { rows } = await sql<{ id: string }>`
      SELECT d.id FROM demo_item d WHERE d.tenant_id = ${tenantId} AND d.kind = 'product' AND d.wiped_at IS NULL
        AND ${isAdopted(sql`d.id`, tenantId)}`.execute(tx);
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * What has to leave the stock: the rest of every demo delivery, and what was sold below zero of goods that are demo
   * only. Call it after the balances are locked.
   */
  async listOpenLayers(
    tx: KyselyTx,
    tenantId: string,
    what: { deliveryIds: readonly string[]; productIds: readonly string[] },
  ): Promise<DemoLayer[]> {
    const { rows } = await sql<{
      id: string;
      product_id: string;
      warehouse_id: string;
      qty: bigint;
      cost: bigint;
    }>`
      SELECT id, product_id, warehouse_id, remaining_qty_milli AS qty, remaining_cost_tiyin AS cost FROM stock_lot
      WHERE tenant_id = ${tenantId} AND is_open AND (
        (kind = 'lot' AND document_kind = 'delivery' AND document_id = ANY (${[...what.deliveryIds]}::uuid[]))
        OR (kind = 'deficit' AND product_id = ANY (${[...what.productIds]}::uuid[])))
      ORDER BY warehouse_id, position`.execute(tx);
    return rows.map((row) => ({
      layerId: row.id,
      productId: row.product_id,
      warehouseId: row.warehouse_id,
      qtyMilli: row.qty,
      costTiyin: row.cost,
    }));
  }

  async insertReversal(tx: KyselyTx, tenantId: string, reversal: DemoReversal): Promise<void> {
    await tx
      .insertInto('delivery_reversal')
      .values({
        tenant_id: tenantId,
        id: reversal.id,
        delivery_id: reversal.deliveryId,
        warehouse_id: reversal.warehouseId,
        employee_id: reversal.employeeId,
        cost_tiyin: reversal.costTiyin,
      })
      .execute();
  }

  /** Goods that became real lose the mark; of the rest it says when they went. */
  async setWiped(tx: KyselyTx, tenantId: string, adopted: readonly string[], atMs: number): Promise<void> {
    await sql`
      DELETE FROM demo_item WHERE tenant_id = ${tenantId} AND kind = 'product' AND wiped_at IS NULL
        AND id = ANY (${[...adopted]}::uuid[])`.execute(tx);
    await sql`
      UPDATE demo_item SET wiped_at = ${new Date(atMs)} WHERE tenant_id = ${tenantId} AND wiped_at IS NULL`.execute(
      tx,
    );
  }
}

/** Asked of the movements, which know a product by an index; every sale and every delivery moves goods. */
const moved = (id: ReturnType<typeof sql>, tenantId: string, what: ReturnType<typeof sql>) =>
  sql`EXISTS (SELECT FROM warehouse w JOIN stock_movement m ON m.tenant_id = w.tenant_id AND m.warehouse_id = w.id
    WHERE w.tenant_id = ${tenantId} AND m.product_id = ${id} AND ${what})`;

const isSold = (id: ReturnType<typeof sql>, tenantId: string) => moved(id, tenantId, sql`m.kind = 'sale'`);

const isAdopted = (id: ReturnType<typeof sql>, tenantId: string) =>
  moved(
    id,
    tenantId,
    sql`m.kind = 'delivery' AND NOT EXISTS (SELECT FROM demo_item o
      WHERE o.tenant_id = ${tenantId} AND o.kind = 'delivery' AND o.id = m.document_id)`,
  );
