import type { PlannedSale } from '../../../src/modules/sales/plan-sales.ts';
import type { JournaledMark, JournaledSale, SellingPlace } from '../../../src/modules/sales/sales.port.ts';
import { type HeldRows, SalesRepository } from '../../../src/modules/sales/sales.repository.ts';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import { date, int4, int8, text } from './column-types.ts';
import { memoryTx } from './memory-db.ts';
import type { PaymentRow, ReceiptLineRow, ReceiptRow } from './rows.ts';

export class MemorySales extends SalesRepository {
  override findHeld(
    tx: KyselyTx,
    { terminalId }: { readonly tenantId: string; readonly terminalId: string },
    receiptIds: readonly string[],
    productIds: readonly string[],
    sales: readonly JournaledSale[],
  ): Promise<HeldRows> {
    const it = memoryTx(tx);
    const { receipt, mark, product, chain } = it.database.tables;
    const takenBy = () => {
      const epoch = sales[0]?.epoch ?? 0;
      const others = [...it.all(chain)].filter((row) => row.terminalId === terminalId && row.epoch !== epoch);
      if (!others.some((row) => row.seq > 0)) return new Map<number, string>();
      const ours = [...it.all(receipt)].filter((row) => row.terminalId === terminalId);
      return new Map(ours.map((row) => [row.receiptNumber, row.id]));
    };
    return it.send(() => ({
      receipts: new Set(receiptIds.filter((id) => it.get(receipt, id))),
      marked: new Set(receiptIds.filter((id) => it.get(mark, id))),
      products: new Set(productIds.filter((id) => it.get(product, id))),
      numbers: takenNumbers(takenBy(), sales),
    }));
  }

  override getLastReceiptNumber(
    tx: KyselyTx,
    { terminalId }: { readonly tenantId: string; readonly terminalId: string },
  ): Promise<number> {
    const it = memoryTx(tx);
    return it.send(() => {
      const lastOfEpoch = new Map<number, ReceiptRow>();
      for (const row of it.all(it.database.tables.receipt))
        if (row.terminalId === terminalId && row.seq > (lastOfEpoch.get(row.epoch)?.seq ?? 0))
          lastOfEpoch.set(row.epoch, row);
      return Math.max(0, ...[...lastOfEpoch.values()].map((row) => row.receiptNumber));
    });
  }

  override insertSales(tx: KyselyTx, place: SellingPlace, sales: readonly PlannedSale[]): void {
    const it = memoryTx(tx);
    const { receipt, receiptLine, payment } = it.database.tables;
    it.sendAhead(async () => {
      for (const sale of sales) await it.insert(receipt, receiptRow(place, sale));
      for (const row of sales.flatMap((sale) => lineRows(place.tenantId, sale)))
        await it.insert(receiptLine, row);
      for (const row of sales.flatMap((sale) => paymentRows(place.tenantId, sale)))
        await it.insert(payment, row);
    });
  }

  override insertMarks(
    tx: KyselyTx,
    { tenantId, terminalId }: SellingPlace,
    marks: readonly JournaledMark[],
  ): void {
    const it = memoryTx(tx);
    it.sendAhead(async () => {
      for (const { epoch, seq, mark } of marks) {
        const { receiptId } = mark;
        text(mark.qrUrl);
        await it.insert(it.database.tables.mark, {
          ...{ tenantId, terminalId, receiptId, epoch, seq },
          fiscalTerminalId: text(mark.fiscalTerminalId),
          fiscalReceiptSeq: text(mark.fiscalReceiptSeq),
          fiscalSign: text(mark.fiscalSign),
        });
      }
    });
  }
}

function receiptRow(place: SellingPlace, { journaled, costTiyin, flags }: PlannedSale): ReceiptRow {
  const { epoch, seq, sale } = journaled;
  int4(sale.calcVersion);
  return {
    ...place,
    ...{ id: sale.receiptId, epoch, seq, shiftId: sale.shiftId, employeeId: sale.employeeId },
    receiptNumber: int4(sale.receiptNumber),
    businessDate: date(sale.businessDate),
    occurredAtMs: sale.occurredAtMs,
    grossTiyin: int8(sale.grossTiyin),
    discountTiyin: int8(sale.discountTiyin),
    totalTiyin: int8(sale.totalTiyin),
    vatTiyin: int8(sale.vatTiyin),
    costTiyin: int8(costTiyin),
    flags,
  };
}

function lineRows(tenantId: string, { journaled: { sale }, lineCosts }: PlannedSale): ReceiptLineRow[] {
  return sale.lines.map((line, i) => {
    text(line.name.ru);
    text(line.name.uz);
    const discountTiyin =
      BigInt(line.lineDiscountTiyin) + BigInt(line.receiptDiscountTiyin) + BigInt(line.roundingDiscountTiyin);
    return {
      ...{
        tenantId,
        receiptId: sale.receiptId,
        lineNo: i + 1,
        lineId: line.lineId,
        productId: line.productId,
      },
      qtyMilli: int8(line.qtyMilli),
      unitPriceTiyin: int8(line.unitPriceTiyin),
      grossTiyin: int8(line.grossTiyin),
      discountTiyin: int8(discountTiyin),
      netTiyin: int8(line.netTiyin),
      vatTiyin: int8(line.vatTiyin),
      costTiyin: int8(lineCosts[i]!),
    };
  });
}

function paymentRows(tenantId: string, { journaled: { sale } }: PlannedSale): PaymentRow[] {
  return sale.payments.map((payment) => ({
    ...{ tenantId, id: payment.paymentId, receiptId: sale.receiptId, kind: payment.kind },
    amountTiyin: int8(payment.amountTiyin),
    tenderedTiyin: int8(payment.tenderedTiyin),
    changeTiyin: int8(payment.changeTiyin),
  }));
}

function takenNumbers(takenBy: ReadonlyMap<number, string>, sales: readonly JournaledSale[]): Set<string> {
  const taken = sales.filter(({ sale: { receiptId, receiptNumber } }) => {
    const holder = takenBy.get(receiptNumber);
    return holder !== undefined && holder !== receiptId;
  });
  return new Set(taken.map(({ sale: { receiptNumber } }) => String(receiptNumber)));
}
