import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import type { ShiftClosedV1, ShiftOpenedV1 } from '@jowi/contracts/sync/shift-v1';
import { parseTiyin } from '@jowi/domain/money';
import { foldShift, mergeShiftTotals, type ShiftEvent, type ShiftTotals } from '@jowi/domain/shift';

/** The shifts of a journal, reckoned anew from their sales while the entries go by. */
export class JournalShifts {
  readonly #open = new Map<string, ShiftTotals>();
  readonly #closed = new Set<string>();

  get openCount(): number {
    return this.#open.size;
  }

  get closedCount(): number {
    return this.#closed.size;
  }

  /** Each of these returns what is wrong, or null. */
  begin({ shiftId, floatTiyin }: ShiftOpenedV1): string | null {
    if (this.#open.has(shiftId) || this.#closed.has(shiftId)) return 'a shift is opened twice';
    this.#open.set(shiftId, foldShift([{ type: 'opened', floatTiyin: parseTiyin(floatTiyin) }]));
    return null;
  }

  sell(sale: SaleV1): string | null {
    const event: ShiftEvent = {
      type: 'sale',
      receiptNumber: sale.receiptNumber,
      totalTiyin: parseTiyin(sale.totalTiyin),
      vatTiyin: parseTiyin(sale.vatTiyin),
      discountTiyin: parseTiyin(sale.discountTiyin),
      payments: sale.payments.map((it) => ({ kind: it.kind, amountTiyin: parseTiyin(it.amountTiyin) })),
    };
    if (this.#closed.has(sale.shiftId))
      return `receipt ${sale.receiptNumber} was sold in a shift that is closed already`;
    const totals = this.#open.get(sale.shiftId);
    if (!totals) return `receipt ${sale.receiptNumber} was sold in a shift that was never opened`;
    this.#open.set(sale.shiftId, mergeShiftTotals(totals, foldShift([event])));
    return null;
  }

  close(closed: ShiftClosedV1): string | null {
    const totals = this.#open.get(closed.shiftId);
    if (!totals)
      return this.#closed.has(closed.shiftId)
        ? 'a shift is closed twice'
        : 'a shift is closed that was never opened';
    this.#open.delete(closed.shiftId);
    this.#closed.add(closed.shiftId);
    const compared: readonly (readonly [string, unknown, unknown])[] = [
      ['receipts', closed.receiptCount, totals.salesCount],
      ['sales', closed.salesTiyin, String(totals.totals.salesTiyin)],
      ['VAT', closed.vatTiyin, String(totals.vat.salesTiyin)],
      ['first receipt', closed.firstReceiptNumber, totals.firstReceiptNumber],
      ['last receipt', closed.lastReceiptNumber, totals.lastReceiptNumber],
      ['cash expected', closed.expectedTiyin, String(totals.expectedCashTiyin)],
    ];
    const wrong = compared.filter(([, told, reckoned]) => told !== reckoned);
    return wrong.length === 0
      ? null
      : wrong
          .map(([what, told, reckoned]) => `${what}: the Z says ${told}, the entries say ${reckoned}`)
          .join('; ');
  }
}
