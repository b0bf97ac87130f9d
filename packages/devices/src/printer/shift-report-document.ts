import type { Tiyin } from '@jowi/domain/money';
import type { ReceiptLanguage } from './receipt-document.ts';

/** The Z as it is filed with the money. Figures are printed as given: nothing is computed on paper. */
export interface ShiftReportDocument {
  readonly language: ReceiptLanguage;
  readonly seller: {
    readonly storeName: string;
    readonly businessName: string;
    /** STIR, or PINFL of a sole trader. */
    readonly taxId: string;
    readonly address: string;
  };
  readonly tillName: string;
  readonly shiftNumber: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number;
  readonly closedBy: string;
  readonly receiptCount: number;
  /** First and last number; null = nothing was sold. */
  readonly receiptNumbers: readonly [first: string, last: string] | null;
  readonly salesTiyin: Tiyin;
  readonly discountTiyin: Tiyin;
  readonly vatTiyin: Tiyin;
  readonly floatTiyin: Tiyin;
  readonly cashTiyin: Tiyin;
  readonly expectedTiyin: Tiyin;
  readonly countedTiyin: Tiyin;
  /** Below zero: money is missing. */
  readonly discrepancyTiyin: Tiyin;
  /** What the server holds of this shift, by its own signed word; null = it has not said so yet. */
  readonly statement: {
    readonly receiptsHeld: number;
    readonly receiptsClaimed: number;
    /** The first digits of the hash both sides' journals end with. */
    readonly headShort: string;
    readonly atMs: number;
    readonly agrees: boolean;
  } | null;
  /** Printed before: the word "copy" goes on top. */
  readonly copy: boolean;
}
