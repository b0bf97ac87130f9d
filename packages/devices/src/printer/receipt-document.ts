import type { Tiyin } from '@jowi/domain/money';
import type { QtyMilli } from '@jowi/domain/quantity';
import type { FormatUnit } from '@jowi/i18n/format';
import type { FiscalMark } from '../fiscal/fiscal-provider.port.ts';

export type ReceiptLanguage = 'ru' | 'uz';

export interface ReceiptDocumentLine {
  readonly name: string;
  readonly unit: FormatUnit | null;
  readonly qtyMilli: QtyMilli;
  readonly unitPriceTiyin: Tiyin;
  /** Before discounts. */
  readonly grossTiyin: Tiyin;
  /** Discounts of the line and its share of the receipt's; rounding is told once, at the total. */
  readonly discountTiyin: Tiyin;
  /** null = without VAT. */
  readonly vatRateBps: number | null;
  readonly vatTiyin: Tiyin;
  readonly ikpu: string | null;
  readonly barcode: string | null;
  /** Marking code; null = not a marked item. */
  readonly label: string | null;
}

/** A sale as the customer takes it home. Figures are printed as given: nothing is computed on paper. */
export interface ReceiptDocument {
  readonly language: ReceiptLanguage;
  /** The shop's own lines above everything; an empty one is a gap. */
  readonly header: readonly string[];
  /** The same below everything, in place of our thanks. */
  readonly footer: readonly string[];
  readonly seller: {
    readonly storeName: string;
    readonly businessName: string;
    /** STIR, or PINFL of a sole trader. */
    readonly taxId: string;
    readonly address: string;
    readonly phone: string | null;
  };
  readonly tillName: string;
  readonly receiptNumber: string;
  readonly shiftNumber: string | null;
  readonly cashierName: string;
  readonly timeMs: number;
  readonly lines: readonly ReceiptDocumentLine[];
  readonly grossTiyin: Tiyin;
  readonly discountTiyin: Tiyin;
  /** What the total was rounded down by. gross - discount - rounding = total. */
  readonly roundingTiyin: Tiyin;
  readonly totalTiyin: Tiyin;
  readonly vatTiyin: Tiyin;
  /** What was handed over, by kind. */
  readonly tendered: readonly { readonly kind: 'cash' | 'card'; readonly amountTiyin: Tiyin }[];
  readonly changeTiyin: Tiyin;
  /** null = the fiscal module has not answered yet; the receipt says so. */
  readonly fiscal: FiscalMark | null;
  /** Printed before: the word "copy" goes on top. */
  readonly copy: boolean;
}
