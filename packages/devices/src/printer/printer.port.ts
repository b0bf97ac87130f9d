import type { PrinterErrorCode } from './printer-codes.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import type { ShiftReportDocument } from './shift-report-document.ts';

/**
 * `confirmed`: the printer itself said that the paper is out of it; cheap printers never say anything.
 * `mayHavePrinted`: some or all of it may be on paper, a second print can be a double.
 */
export type PrintResult =
  | { readonly kind: 'printed'; readonly confirmed: boolean }
  | { readonly kind: 'failed'; readonly code: PrinterErrorCode; readonly mayHavePrinted: boolean };

/** `silent`: something listens but does not answer status questions. */
export type PrinterStatus =
  | { readonly kind: 'ready'; readonly paperLow: boolean }
  | { readonly kind: 'silent' }
  | { readonly kind: 'failed'; readonly code: PrinterErrorCode };

export interface PrintOptions {
  readonly openDrawer?: boolean;
}

/** A receipt printer. Device trouble is a result, never a throw. Jobs are printed one after another. */
export interface ReceiptPrinter {
  printReceipt(document: ReceiptDocument, options?: PrintOptions): Promise<PrintResult>;
  printShiftReport(document: ShiftReportDocument): Promise<PrintResult>;
  openDrawer(): Promise<PrintResult>;
  status(): Promise<PrinterStatus>;
}
