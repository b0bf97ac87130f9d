import { tiyin } from '@jowi/domain/money';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { send, sendAhead } from '../../platform/db/kysely-on-connection.ts';
import type { PlannedSale } from './plan-sales.ts';
import type { JournaledMark, JournaledSale, SellingPlace } from './sales.port.ts';

export type HeldRows = {
  receipts: Set<string>;
  marked: Set<string>;
  products: Set<string>;
  /** Receipt numbers of the terminal that stand on another receipt already. */
  numbers: Set<string>;
};

/** Receipts, lines, payments and marks: each kind of row of a whole batch is one statement. */
@Injectable()
export class SalesRepository {
  /**
   * Which of these receipts are in the books, which of them carry a fiscal mark, which of these products exist, and which
   * numbers of these sales are taken. Numbers are looked for only where a terminal has written more than one chain: along
   * one they rise, and cost nothing to believe.
   */
  async findHeld(
    tx: KyselyTx,
    { tenantId, terminalId }: { readonly tenantId: string; readonly terminalId: string },
    receiptIds: readonly string[],
    productIds: readonly string[],
    sales: readonly JournaledSale[],
  ): Promise<HeldRows> {
    const { rows } = await send(
      tx,
      sql<{ kind: keyof HeldRows; id: string }>`
      SELECT 'receipts' AS kind, id::text FROM receipt WHERE tenant_id = ${tenantId} AND id = ANY(${[...receiptIds]}::uuid[])
      UNION ALL
      SELECT 'marked', receipt_id::text FROM fiscal_mark WHERE tenant_id = ${tenantId} AND receipt_id = ANY(${[...receiptIds]}::uuid[])
      UNION ALL
      SELECT 'products', id::text FROM product WHERE tenant_id = ${tenantId} AND id = ANY(${[...productIds]}::uuid[])
      UNION ALL
      SELECT 'numbers', r.receipt_number::text
      FROM unnest(${sales.map((it) => it.sale.receiptNumber)}::bigint[], ${sales.map((it) => it.sale.receiptId)}::uuid[]) AS s (number, id)
      JOIN receipt r ON r.tenant_id = ${tenantId} AND r.terminal_id = ${terminalId} AND r.receipt_number = s.number AND r.id <> s.id
      WHERE EXISTS (SELECT FROM terminal_chain WHERE tenant_id = ${tenantId} AND terminal_id = ${terminalId}
        AND epoch <> ${sales[0]?.epoch ?? 0} AND seq > 0)`,
    );
    const held: HeldRows = {
      receipts: new Set(),
      marked: new Set(),
      products: new Set(),
      numbers: new Set(),
    };
    for (const { kind, id } of rows) held[kind].add(id);
    return held;
  }

  /** Numbers rise along a till's chain: the last receipt of each epoch says it for all before it; not so in the office's. */
  async getLastReceiptNumber(
    tx: KyselyTx,
    { tenantId, terminalId }: { readonly tenantId: string; readonly terminalId: string },
  ): Promise<number> {
    const { rows } = await sql<{ number: number }>`
      SELECT greatest(
        (SELECT max(last.receipt_number) FROM terminal t
          CROSS JOIN LATERAL generate_series(1, t.epoch) AS e (epoch)
          CROSS JOIN LATERAL (
            SELECT r.receipt_number FROM receipt r
            WHERE r.tenant_id = t.tenant_id AND r.terminal_id = t.id AND r.epoch = e.epoch ORDER BY r.seq DESC LIMIT 1) last
          WHERE t.tenant_id = ${tenantId} AND t.id = ${terminalId}),
        (SELECT max(r.receipt_number) FROM receipt r WHERE r.tenant_id = ${tenantId} AND r.terminal_id = ${terminalId}
          AND r.epoch = 0 AND r.original_receipt_number IS NULL),
        0) AS number`.execute(tx);
    return rows[0]!.number;
  }

  /** Receipts with their lines and payments. */
  insertSales(tx: KyselyTx, place: SellingPlace, sales: readonly PlannedSale[]): void {
    const { tenantId, terminalId, storeId, warehouseId } = place;
    sendAhead(
      tx,
      sql`
      WITH sold AS (
        INSERT INTO receipt (tenant_id, terminal_id, store_id, warehouse_id, id, epoch, seq, shift_id, employee_id, receipt_number,
          business_date, occurred_at_ms, calc_version, line_count, gross_tiyin, discount_tiyin, total_tiyin, vat_tiyin, cost_tiyin,
          flags, original_receipt_number)
        SELECT ${tenantId}::uuid, ${terminalId}::uuid, ${storeId}::uuid, ${warehouseId}::uuid, r.id, r.epoch, r.seq,
          r.shift_id, r.employee_id, r.receipt_number, r.business_date, r.occurred_at_ms, r.calc_version, r.line_count,
          r.gross_tiyin, r.discount_tiyin, r.total_tiyin, r.vat_tiyin, r.cost_tiyin, r.flags::text[],
          r.original_receipt_number
        FROM json_to_recordset(${JSON.stringify(sales.map(receiptRow))}::json) AS r(id uuid, epoch int, seq int, shift_id uuid,
          employee_id uuid, receipt_number int, business_date date, occurred_at_ms bigint, calc_version int, line_count int,
          gross_tiyin bigint, discount_tiyin bigint, total_tiyin bigint, vat_tiyin bigint, cost_tiyin bigint, flags text,
          original_receipt_number bigint)
      ), line AS (
        INSERT INTO receipt_line (tenant_id, receipt_id, line_no, line_id, product_id, business_date, barcode, name_ru, name_uz,
          qty_milli, unit_price_tiyin, gross_tiyin, discount_tiyin, net_tiyin, vat_rate_bps, vat_tiyin, cost_tiyin)
        SELECT ${tenantId}::uuid, r.* FROM json_to_recordset(${JSON.stringify(sales.flatMap(lineRows))}::json) AS r(receipt_id uuid,
          line_no int, line_id uuid, product_id uuid, business_date date, barcode text, name_ru text, name_uz text,
          qty_milli bigint, unit_price_tiyin bigint, gross_tiyin bigint, discount_tiyin bigint, net_tiyin bigint,
          vat_rate_bps int, vat_tiyin bigint, cost_tiyin bigint)
      )
      INSERT INTO receipt_payment (tenant_id, id, receipt_id, kind, amount_tiyin, tendered_tiyin, change_tiyin)
      SELECT ${tenantId}::uuid, r.* FROM json_to_recordset(${JSON.stringify(sales.flatMap(paymentRows))}::json)
        AS r(id uuid, receipt_id uuid, kind text, amount_tiyin bigint, tendered_tiyin bigint, change_tiyin bigint)`,
    );
  }

  insertMarks(tx: KyselyTx, place: SellingPlace, marks: readonly JournaledMark[]): void {
    if (marks.length === 0) return;
    const rows = marks.map(({ epoch, seq, mark }) => ({
      receipt_id: mark.receiptId,
      epoch,
      seq,
      fiscal_terminal_id: mark.fiscalTerminalId,
      fiscal_receipt_seq: mark.fiscalReceiptSeq,
      fiscal_date_time: mark.fiscalDateTime,
      fiscal_sign: mark.fiscalSign,
      qr_url: mark.qrUrl,
    }));
    sendAhead(
      tx,
      sql`
      INSERT INTO fiscal_mark (tenant_id, terminal_id, receipt_id, epoch, seq, fiscal_terminal_id, fiscal_receipt_seq, fiscal_date_time,
        fiscal_sign, qr_url)
      SELECT ${place.tenantId}::uuid, ${place.terminalId}::uuid, r.* FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS r(receipt_id uuid, epoch int, seq int, fiscal_terminal_id text, fiscal_receipt_seq text, fiscal_date_time text, fiscal_sign text,
        qr_url text)`,
    );
  }
}

function receiptRow({ journaled, costTiyin, flags }: PlannedSale) {
  const { epoch, seq, sale, originalReceiptNumber } = journaled;
  return {
    id: sale.receiptId,
    epoch,
    seq,
    shift_id: sale.shiftId,
    employee_id: sale.employeeId,
    receipt_number: sale.receiptNumber,
    business_date: sale.businessDate,
    occurred_at_ms: sale.occurredAtMs,
    calc_version: sale.calcVersion,
    line_count: sale.lines.length,
    gross_tiyin: sale.grossTiyin,
    discount_tiyin: sale.discountTiyin,
    total_tiyin: sale.totalTiyin,
    vat_tiyin: sale.vatTiyin,
    cost_tiyin: String(costTiyin),
    flags: `{${flags.map((flag) => `"${flag}"`).join(',')}}`,
    original_receipt_number: originalReceiptNumber,
  };
}

function lineRows({ journaled: { sale }, lineCosts }: PlannedSale) {
  return sale.lines.map((line, index) => ({
    receipt_id: sale.receiptId,
    line_no: index + 1,
    line_id: line.lineId,
    product_id: line.productId,
    business_date: sale.businessDate,
    barcode: line.barcode,
    name_ru: line.name.ru,
    name_uz: line.name.uz,
    qty_milli: line.qtyMilli,
    unit_price_tiyin: line.unitPriceTiyin,
    gross_tiyin: line.grossTiyin,
    discount_tiyin: String(
      tiyin(
        BigInt(line.lineDiscountTiyin) +
          BigInt(line.receiptDiscountTiyin) +
          BigInt(line.roundingDiscountTiyin),
      ),
    ),
    net_tiyin: line.netTiyin,
    vat_rate_bps: line.vatRateBps,
    vat_tiyin: line.vatTiyin,
    cost_tiyin: String(lineCosts[index]),
  }));
}

function paymentRows({ journaled: { sale } }: PlannedSale) {
  return sale.payments.map((payment) => ({
    id: payment.paymentId,
    receipt_id: sale.receiptId,
    kind: payment.kind,
    amount_tiyin: payment.amountTiyin,
    tendered_tiyin: payment.tenderedTiyin,
    change_tiyin: payment.changeTiyin,
  }));
}
