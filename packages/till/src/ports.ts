import type { Tiyin } from '@jowi/domain/money';
import type { QtyMilli } from '@jowi/domain/quantity';
import type { FiscalMarkView, Name, Unit } from './views.ts';

/** Time, as two different things. */
export type Clock = {
  /** Wall time in ms since 1970 UTC; may be wrong, may jump. */
  now(): number;
  /** Running time in ms from any start; never jumps, stops when the program does. */
  monotonicMs(): number;
};

/** Runs `callback` once after `delayMs`; returns the cancel. */
export type Scheduler = (callback: () => void, delayMs: number) => () => void;

/** Unpredictable bytes. */
export type RandomBytes = (length: number) => Uint8Array;

export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void;

/** The platform's own `fetch`, or something that behaves like it. */
export type Http = typeof fetch;

export type FiscalLine = {
  readonly name: string;
  readonly barcode: string | null;
  readonly label: string | null;
  readonly ikpu: string | null;
  readonly packageCode: string | null;
  readonly qtyMilli: QtyMilli;
  /** The whole line before discounts, VAT inside. */
  readonly grossTiyin: Tiyin;
  /** Every discount on the line. */
  readonly discountTiyin: Tiyin;
  readonly vatRateBps: number | null;
  readonly vatTiyin: Tiyin;
  /** 0 bought and sold, 1 own production, 2 service. */
  readonly ownerType: 0 | 1 | 2;
};

export type FiscalReceipt = {
  readonly receiptId: string;
  readonly timeMs: number;
  readonly lines: readonly FiscalLine[];
  readonly receivedCashTiyin: Tiyin;
  readonly receivedCardTiyin: Tiyin;
  readonly location: { readonly latitude: number; readonly longitude: number };
};

/**
 * This request was certainly not carried out. `code` is an error code of the fiscal side. `retryable: false`: the fault is
 * the receipt's own, it will never pass as it is.
 */
export type FiscalRefused = { readonly kind: 'refused'; readonly code: string; readonly retryable: boolean };
/** Perhaps registered. `retryable: false`: asking again will not help, a person must compare. */
export type FiscalUnknown = { readonly kind: 'unknown'; readonly code: string; readonly retryable: boolean };
export type FiscalRegistered = { readonly kind: 'registered'; readonly mark: FiscalMarkView };
export type FiscalPosition = {
  readonly kind: 'position';
  readonly terminalId: string;
  readonly receiptSeq: string;
};
export type FiscalResult = FiscalRegistered | FiscalRefused | FiscalUnknown;

/**
 * The fiscal module. Exactly once through power cuts: `prepare` says where the module stands (its last receipt); the
 * till puts that token on disk, then `registerSale`. Whoever finds a token on disk asks `resolve` first and
 * sends again, with the same token, only when the answer is `absent`. Trouble is a result, never a throw.
 */
export type FiscalPort = {
  /**
   * Where the module stands: who it is and the number of its last receipt, '0' = none yet. Asked once a run, so that a
   * disk restored from a copy is not taken for the one that knows. Absent: the module cannot say.
   */
  position?(): Promise<FiscalPosition | FiscalRefused>;
  prepare(
    receipt: FiscalReceipt,
  ): Promise<{ readonly kind: 'prepared'; readonly token: string } | FiscalRefused>;
  registerSale(receipt: FiscalReceipt, token: string): Promise<FiscalResult>;
  resolve(
    receipt: FiscalReceipt,
    token: string,
  ): Promise<FiscalRegistered | { readonly kind: 'absent' } | FiscalUnknown>;
};

export type PrintLine = {
  readonly name: Name;
  readonly barcode: string | null;
  readonly unit: Unit;
  readonly qtyMilli: QtyMilli;
  readonly unitPriceTiyin: Tiyin;
  readonly grossTiyin: Tiyin;
  /** Without the rounding of the receipt. */
  readonly discountTiyin: Tiyin;
  readonly netTiyin: Tiyin;
  readonly vatRateBps: number | null;
  readonly vatTiyin: Tiyin;
  readonly ikpu: string | null;
};

/** Everything a paper shows; how it looks is the printer side's business. */
export type PrintDocument = {
  /** `fiscal-slip`: only the mark of a receipt that was printed before its mark came. */
  readonly kind: 'receipt' | 'fiscal-slip';
  readonly language: 'ru' | 'uz';
  /** A repeat: says so on the paper, so that one sale never looks like two. */
  readonly copy: boolean;
  /** The shop's own lines above and below; an empty one is a gap. */
  readonly header: readonly string[];
  readonly footer: readonly string[];
  readonly businessName: string;
  readonly taxId: string;
  readonly storeName: string;
  readonly address: string;
  readonly phone: string | null;
  readonly terminalName: string;
  readonly cashierName: string;
  readonly receiptId: string;
  readonly receiptNumber: number;
  readonly shiftNumber: number;
  readonly occurredAtMs: number;
  readonly lines: readonly PrintLine[];
  readonly grossTiyin: Tiyin;
  readonly discountTiyin: Tiyin;
  /** gross - discount - rounding = total. */
  readonly roundingTiyin: Tiyin;
  readonly totalTiyin: Tiyin;
  readonly vatTiyin: Tiyin;
  readonly tenderedTiyin: Tiyin;
  readonly changeTiyin: Tiyin;
  /** null = not registered yet: the paper says that the fiscal slip follows. */
  readonly mark: FiscalMarkView | null;
};

/** The Z for the folder: the sealed figures of a shift and what the server says of them. */
export type ShiftReportDocument = {
  readonly language: 'ru' | 'uz';
  readonly copy: boolean;
  readonly businessName: string;
  readonly taxId: string;
  readonly storeName: string;
  readonly address: string;
  readonly terminalName: string;
  readonly shiftNumber: number;
  readonly openedAtMs: number;
  readonly closedAtMs: number;
  readonly closedBy: string;
  readonly receiptCount: number;
  readonly firstReceiptNumber: number | null;
  readonly lastReceiptNumber: number | null;
  readonly salesTiyin: Tiyin;
  readonly discountTiyin: Tiyin;
  readonly vatTiyin: Tiyin;
  readonly floatTiyin: Tiyin;
  readonly cashTiyin: Tiyin;
  readonly expectedTiyin: Tiyin;
  readonly countedTiyin: Tiyin;
  /** counted - expected. */
  readonly discrepancyTiyin: Tiyin;
  /** null = the server has said nothing of this shift yet. */
  readonly statement: {
    readonly receiptsHeld: number;
    readonly receiptsClaimed: number;
    readonly headShort: string;
    readonly atMs: number;
    readonly agrees: boolean;
  } | null;
};

/** `code` is an error code of the printer side, e.g. printer/offline. `mayHavePrinted`: some or all of it may be on paper. */
export type PrintResult =
  | { readonly kind: 'printed' }
  | { readonly kind: 'failed'; readonly code: string; readonly mayHavePrinted: boolean };

export type PrinterPort = {
  /** Resolves when the printer has taken the whole document. Never throws. */
  print(document: PrintDocument): Promise<PrintResult>;
  printShiftReport(document: ShiftReportDocument): Promise<PrintResult>;
  /** Kicks the cash drawer; best effort, a failure is not repeated. */
  openDrawer(): Promise<void>;
};
