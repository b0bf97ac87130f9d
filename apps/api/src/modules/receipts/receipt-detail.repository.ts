import type { Receipt } from '@jowi/contracts/http/receipts';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ApprovalsOfReceiptPort } from '../approvals/approvals-of-receipt.port.ts';
import { summaries, toReceiptSummary } from './receipt-list.repository.ts';

type Line = Receipt['lines'][number];

@Injectable()
export class ReceiptDetailRepository {
  constructor(private readonly approvals: ApprovalsOfReceiptPort) {}

  /** A receipt down to the lots its cost came from: six statements in one message, whatever its length. */
  async find(tx: KyselyTx, tenantId: string, id: string): Promise<Receipt | null> {
    const head = summaries(tx, tenantId)
      .innerJoin('store as s', (join) =>
        join.onRef('s.tenant_id', '=', 'r.tenant_id').onRef('s.id', '=', 'r.store_id'),
      )
      .innerJoin('journal_entry as j', (join) =>
        join
          .onRef('j.tenant_id', '=', 'r.tenant_id')
          .onRef('j.terminal_id', '=', 'r.terminal_id')
          .onRef('j.epoch', '=', 'r.epoch')
          .onRef('j.seq', '=', 'r.seq'),
      )
      .select(['s.name as store_name', 'r.epoch', 'r.seq', 'j.hash', 'r.gross_tiyin', 'r.discount_tiyin'])
      .select(['f.fiscal_terminal_id', 'f.fiscal_receipt_seq', 'f.fiscal_date_time', 'f.qr_url'])
      .where('r.id', '=', id)
      .executeTakeFirst();
    const [row, lines, payments, postings, approvals] = await Promise.all([
      head,
      this.#lines(tx, tenantId, id),
      this.#payments(tx, tenantId, id),
      this.#postings(tx, tenantId, id),
      this.approvals.listOfReceipt(tx, tenantId, id),
    ]);
    if (!row) return null;
    return {
      ...toReceiptSummary(row),
      storeName: row.store_name,
      epoch: row.epoch,
      seq: row.seq,
      hash: row.hash,
      grossTiyin: String(row.gross_tiyin),
      discountTiyin: String(row.discount_tiyin),
      vatTiyin: String(row.vat_tiyin),
      lines,
      approvals,
      payments,
      postings,
      fiscalMark:
        row.fiscal_sign === null
          ? null
          : {
              fiscalTerminalId: row.fiscal_terminal_id ?? '',
              fiscalReceiptSeq: row.fiscal_receipt_seq ?? '',
              fiscalDateTime: row.fiscal_date_time ?? '',
              fiscalSign: row.fiscal_sign,
              qrUrl: row.qr_url ?? '',
            },
    };
  }

  async #lines(tx: KyselyTx, tenantId: string, receiptId: string): Promise<Line[]> {
    const [lots, rows] = await Promise.all([
      this.#lotsByLine(tx, tenantId, receiptId),
      tx
        .selectFrom('receipt_line')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('receipt_id', '=', receiptId)
        .orderBy('line_no')
        .execute(),
    ]);
    return rows.map((row) => ({
      lineId: row.line_id,
      productId: row.product_id,
      name: { ru: row.name_ru, uz: row.name_uz },
      barcode: row.barcode,
      qtyMilli: String(row.qty_milli),
      unitPriceTiyin: String(row.unit_price_tiyin),
      grossTiyin: String(row.gross_tiyin),
      discountTiyin: String(row.discount_tiyin),
      netTiyin: String(row.net_tiyin),
      vatRateBps: row.vat_rate_bps,
      vatTiyin: String(row.vat_tiyin),
      costTiyin: String(row.cost_tiyin),
      marginTiyin: String(row.net_tiyin - row.vat_tiyin - row.cost_tiyin),
      lots: lots.get(row.line_no) ?? [],
    }));
  }

  async #lotsByLine(tx: KyselyTx, tenantId: string, receiptId: string): Promise<Map<number, Line['lots']>> {
    const rows = await tx
      .selectFrom('stock_movement as m')
      .innerJoin('stock_lot as l', (join) =>
        join.onRef('l.tenant_id', '=', 'm.tenant_id').onRef('l.id', '=', 'm.lot_id'),
      )
      .select(['m.line_no', 'l.id', 'l.kind', 'l.document_number', 'm.qty_milli', 'm.cost_tiyin'])
      .where('m.tenant_id', '=', tenantId)
      .where('m.document_id', '=', receiptId)
      .where('m.kind', '=', 'sale')
      .orderBy('m.line_no')
      .orderBy('m.id')
      .execute();
    const byLine = new Map<number, Line['lots']>();
    for (const row of rows) {
      const lots = byLine.get(row.line_no) ?? [];
      byLine.set(row.line_no, lots);
      lots.push({
        lotId: row.kind === 'deficit' ? null : row.id,
        documentNumber: row.document_number,
        // Out of stock is below zero in the ledger; on a receipt it is what was sold.
        qtyMilli: String(-row.qty_milli),
        costTiyin: String(-row.cost_tiyin),
      });
    }
    return byLine;
  }

  async #payments(tx: KyselyTx, tenantId: string, receiptId: string): Promise<Receipt['payments']> {
    const rows = await tx
      .selectFrom('receipt_payment')
      .select(['kind', 'amount_tiyin', 'tendered_tiyin', 'change_tiyin'])
      .where('tenant_id', '=', tenantId)
      .where('receipt_id', '=', receiptId)
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      kind: row.kind,
      amountTiyin: String(row.amount_tiyin),
      tenderedTiyin: String(row.tendered_tiyin),
      changeTiyin: String(row.change_tiyin),
    }));
  }

  async #postings(tx: KyselyTx, tenantId: string, receiptId: string): Promise<Receipt['postings']> {
    const rows = await tx
      .selectFrom('posting')
      .select(['account', 'debit_tiyin', 'credit_tiyin'])
      .where('tenant_id', '=', tenantId)
      .where('document_kind', '=', 'sale')
      .where('document_id', '=', receiptId)
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      account: row.account,
      debitTiyin: String(row.debit_tiyin),
      creditTiyin: String(row.credit_tiyin),
    }));
  }
}
