import type { Tiyin } from '@jowi/domain/money';
import type { QtyMilli } from '@jowi/domain/quantity';
import type { FiscalAction, FiscalErrorCode } from './fiscal-codes.ts';

export interface FiscalReceiptLine {
  /** As the shop wrote it; the driver folds it to the letters its module knows. */
  readonly name: string;
  readonly barcode: string | null;
  /** Marking code (Asl Belgisi) without its crypto tail; null = not a marked item. */
  readonly label: string | null;
  readonly ikpu: string | null;
  readonly packageCode: string | null;
  readonly qtyMilli: QtyMilli;
  /** The whole line before discounts, VAT inside. */
  readonly grossTiyin: Tiyin;
  /** Every discount on the line: its own, its share of the receipt's, its share of cash rounding. */
  readonly discountTiyin: Tiyin;
  /** null = without VAT, which is not the same as 0 %. */
  readonly vatRateBps: number | null;
  readonly vatTiyin: Tiyin;
  /** 0 bought and sold, 1 own production, 2 service. */
  readonly ownerType: 0 | 1 | 2;
}

export interface FiscalReceipt {
  readonly receiptId: string;
  /** When the till committed the sale. */
  readonly timeMs: number;
  readonly lines: readonly FiscalReceiptLine[];
  /** What settles the receipt: tendered less change. Cash + card must equal the sum of the lines to the tiyin. */
  readonly receivedCashTiyin: Tiyin;
  readonly receivedCardTiyin: Tiyin;
  readonly location: { readonly latitude: number; readonly longitude: number };
}

/** The proof that the tax side knows the receipt; printed with the QR code. */
export interface FiscalMark {
  readonly terminalId: string;
  /** Decimal string: the module's counter has no upper bound worth a number type. */
  readonly receiptSeq: string;
  /** YYYYMMDDHHMMSS, local time of the module. */
  readonly dateTime: string;
  readonly fiscalSign: string;
  readonly qrUrl: string;
}

export interface FiscalFailure {
  readonly code: FiscalErrorCode;
  /** The device's own number, for the service centre. */
  readonly deviceCode?: number;
}

/**
 * This request was certainly not carried out. `retryable`: to be tried again later, with a new `prepare` if no earlier
 * request of the receipt is unaccounted for. Not `retryable`: the receipt itself will never pass.
 */
export interface FiscalRefused extends FiscalFailure {
  readonly kind: 'refused';
  readonly retryable: boolean;
  readonly action: FiscalAction;
}

/** Perhaps registered, perhaps not. Keep the token; `resolve` before anything else. */
export interface FiscalUnknown extends FiscalFailure {
  readonly kind: 'unknown';
  /** false: another program used the module and a person must compare; asking again will not help. */
  readonly retryable: boolean;
}

export interface FiscalRegistered {
  readonly kind: 'registered';
  readonly mark: FiscalMark;
}

export type FiscalResult = FiscalRegistered | FiscalRefused | FiscalUnknown;
export type FiscalPrepared = { readonly kind: 'prepared'; readonly token: string } | FiscalRefused;
/** `absent`: the module certainly has not registered the receipt of this token. */
export type FiscalResolved = FiscalRegistered | { readonly kind: 'absent' } | FiscalUnknown;

/** `changed: false`: the shift was already so (or holds no receipts and therefore cannot be closed). */
export type FiscalShiftResult = { readonly kind: 'done'; readonly changed: boolean } | FiscalRefused;

export type FiscalStatus =
  | {
      readonly kind: 'ready';
      readonly terminalId: string;
      readonly appletVersion: string;
      readonly shiftOpen: boolean;
      readonly unsentCount: number;
    }
  | FiscalRefused;

export type FiscalLastReceipt =
  | { readonly kind: 'found'; readonly mark: FiscalMark }
  | { readonly kind: 'none' }
  | FiscalRefused;

export type FiscalCount = { readonly kind: 'count'; readonly count: number } | FiscalRefused;

/**
 * A fiscal module behind whatever service. Device trouble is a result, never a throw.
 *
 * Exactly once, through power cuts:
 *   1. `prepare` sees to the day's shift (closes yesterday's, opens today's), then looks at the module and returns a
 *      token: what its last receipt was and the time ours will carry;
 *   2. the caller writes "sending, token" to disk;
 *   3. `registerSale`; the caller writes the mark (registered), drops the token (refused) or keeps it (unknown);
 *   4. whoever finds "sending, token" on disk asks `resolve` first and sends again, with the same token, only
 *      when the answer is `absent`; a repeat that is refused leaves the first request's fate open: the token stays.
 */
export interface FiscalProvider {
  status(): Promise<FiscalStatus>;
  openShift(timeMs: number): Promise<FiscalShiftResult>;
  closeShift(timeMs: number): Promise<FiscalShiftResult>;
  prepare(receipt: FiscalReceipt): Promise<FiscalPrepared>;
  registerSale(receipt: FiscalReceipt, token: string): Promise<FiscalResult>;
  resolve(receipt: FiscalReceipt, token: string): Promise<FiscalResolved>;
  findLastReceipt(): Promise<FiscalLastReceipt>;
  /** Receipts in the module that the tax operator has not acknowledged yet. */
  unsentCount(): Promise<FiscalCount>;
}
