import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { canonicalJson } from '@jowi/sync/canonical-json';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { OFFICE_EPOCH } from './office-chain.repository.ts';
import type { HeldEntry } from './quarantine.repository.ts';
import { entryOf } from './read-entry.ts';

export type ShiftRow = { id: string; shiftNumber: number; businessDate: string; openedAtMs: number };
export type NamedProduct = { id: string; name: { ru: string; uz: string } };
export type SellingStore = { storeId: string; warehouseId: string };

/** What the books know about a sale that is not in them. */
@Injectable()
export class SaleCircumstancesRepository {
  /** same: this very sale; other: another one has its id. */
  async compareReceipt(tx: KyselyTx, tenantId: string, sale: SaleV1): Promise<'free' | 'same' | 'other'> {
    const { rows } = await sql<{ epoch: number; payload: string }>`
      SELECT j.epoch, j.payload::text AS payload FROM receipt r
      JOIN journal_entry j ON j.tenant_id = r.tenant_id AND j.terminal_id = r.terminal_id AND j.epoch = r.epoch AND j.seq = r.seq
      WHERE r.tenant_id = ${tenantId} AND r.id = ${sale.receiptId}`.execute(tx);
    const held = rows[0];
    if (!held) return 'free';
    const payload = JSON.parse(held.payload);
    const saidThere = held.epoch === OFFICE_EPOCH ? entryOf(payload.entry).payload : payload;
    return canonicalJson(saidThere) === canonicalJson(sale) ? 'same' : 'other';
  }

  async listProducts(
    tx: KyselyTx,
    tenantId: string,
    ids: readonly string[],
  ): Promise<Map<string, NamedProduct>> {
    if (ids.length === 0) return new Map();
    const rows = await tx
      .selectFrom('product')
      .select(['id', 'name_ru', 'name_uz'])
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', [...ids])
      .execute();
    return new Map(rows.map(toProduct).map((it) => [it.id, it]));
  }

  /** What a product that nobody has may have become: has its barcode, or is called the same. At most 5. */
  async findLike(
    tx: KyselyTx,
    tenantId: string,
    { barcode, name }: { barcode: string | null; name: { ru: string; uz: string } },
  ): Promise<NamedProduct[]> {
    const { rows } = await sql<{ id: string; name_ru: string; name_uz: string }>`
      SELECT p.id, p.name_ru, p.name_uz FROM product p
      LEFT JOIN product_barcode b ON b.tenant_id = p.tenant_id AND b.product_id = p.id AND b.barcode = ${barcode}
      WHERE p.tenant_id = ${tenantId} AND NOT p.archived
        AND (b.barcode IS NOT NULL OR lower(p.name_ru) = lower(${name.ru}) OR lower(p.name_uz) = lower(${name.uz}))
      ORDER BY b.barcode IS NULL, p.name_ru, p.id LIMIT 5`.execute(tx);
    return rows.map(toProduct);
  }

  async findShift(tx: KyselyTx, held: Place, shiftId: string): Promise<ShiftRow | null> {
    const row = await shifts(tx, held).where('id', '=', shiftId).executeTakeFirst();
    return row ? toShift(row) : null;
  }

  /** Of this till, the newest first. */
  async listShifts(tx: KyselyTx, held: Place): Promise<ShiftRow[]> {
    const rows = await shifts(tx, held)
      .orderBy('shift_number', 'desc')
      .orderBy('opened_at_ms', 'desc')
      .limit(50)
      .execute();
    return rows.map(toShift);
  }

  /** Those who work here, and she who sold whether she still does or not. */
  async listEmployees(
    tx: KyselyTx,
    tenantId: string,
    sellerId: string | null,
  ): Promise<{ id: string; name: string }[]> {
    return tx
      .selectFrom('employee')
      .select(['id', 'name'])
      .where('tenant_id', '=', tenantId)
      .where((eb) => eb.or([eb('active', '=', true), ...(sellerId ? [eb('id', '=', sellerId)] : [])]))
      .orderBy('name')
      .orderBy('id')
      .limit(300)
      .execute();
  }

  async findEmployeeName(tx: KyselyTx, tenantId: string, id: string): Promise<string | null> {
    const row = await tx
      .selectFrom('employee')
      .select('name')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirst();
    return row?.name ?? null;
  }

  async isNumberTaken(
    tx: KyselyTx,
    { tenantId, terminalId }: Place,
    receiptNumber: number,
  ): Promise<boolean> {
    // Compared as text: what a broken till wrote may be no number of ours.
    const row = await sql`
      SELECT 1 FROM receipt WHERE tenant_id = ${tenantId} AND receipt_number = ${receiptNumber}::bigint
        AND terminal_id = ${terminalId} LIMIT 1`.execute(tx);
    return row.rows.length > 0;
  }

  /** The next number of the office's own series, which no till ever reaches. Asked under the lock of the chain. */
  async nextOfficeNumber(tx: KyselyTx, { tenantId, terminalId }: Place): Promise<number> {
    const { rows } = await sql<{ number: number }>`
      SELECT coalesce(max(receipt_number), ${OFFICE_NUMBERS_FROM}) + 1 AS number FROM receipt
      WHERE tenant_id = ${tenantId} AND terminal_id = ${terminalId} AND epoch = ${OFFICE_EPOCH}
        AND original_receipt_number IS NOT NULL`.execute(tx);
    return rows[0]!.number;
  }

  /** Where the shift sold: the till may have moved to another store since. */
  async findPlace(tx: KyselyTx, held: HeldEntry & Place, shiftId: string): Promise<SellingStore> {
    const { rows } = await sql<{ store_id: string; warehouse_id: string }>`
      SELECT store_id, warehouse_id FROM receipt WHERE tenant_id = ${held.tenantId} AND shift_id = ${shiftId}
        AND terminal_id = ${held.terminalId} LIMIT 1`.execute(tx);
    const sold = rows[0];
    return sold
      ? { storeId: sold.store_id, warehouseId: sold.warehouse_id }
      : { storeId: held.storeId, warehouseId: held.warehouseId };
  }
}

/** Far above what a till reaches in a century, and below the end of a 32-bit integer. */
const OFFICE_NUMBERS_FROM = 900_000_000;

type Place = { tenantId: string; terminalId: string };

function shifts(tx: KyselyTx, { tenantId, terminalId }: Place) {
  return tx
    .selectFrom('shift')
    .select(['id', 'shift_number', 'business_date', 'opened_at_ms'])
    .where('tenant_id', '=', tenantId)
    .where('terminal_id', '=', terminalId);
}

function toShift(row: {
  id: string;
  shift_number: number;
  business_date: string;
  opened_at_ms: bigint;
}): ShiftRow {
  return {
    id: row.id,
    shiftNumber: row.shift_number,
    businessDate: row.business_date,
    openedAtMs: Number(row.opened_at_ms),
  };
}

function toProduct(row: { id: string; name_ru: string; name_uz: string }): NamedProduct {
  return { id: row.id, name: { ru: row.name_ru, uz: row.name_uz } };
}
