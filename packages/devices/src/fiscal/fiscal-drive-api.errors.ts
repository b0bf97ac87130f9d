import type { FiscalAction, FiscalErrorCode } from './fiscal-codes.ts';

export interface FiscalDriveError {
  readonly name: string;
  readonly code: FiscalErrorCode;
  readonly action: FiscalAction;
  /**
   * The service failed around the module, not in it: the receipt may be registered although an error came
   * back. Such an answer is treated like no answer: ask for the last receipt before repeating.
   */
  readonly ambiguous: boolean;
}

type Row = readonly [name: string, code: FiscalErrorCode, action: FiscalAction, ambiguous?: 'ambiguous'];

/** FiscalDriveAPI's own codes, decimal, as they come in `error.code`. */
const ROWS: Readonly<Record<number, Row>> = {
  36870: ['RECEIPT_COUNT_ZERO', 'fiscal/not-found', 'person'],
  36871: ['RECEIPT_INDEX_OUT_OF_BOUNDS', 'fiscal/not-found', 'person'],
  36872: ['RECEIPT_NOT_FOUND', 'fiscal/not-found', 'person'],
  36873: ['DATA_SIZE_NOT_SUPPORTED', 'fiscal/receipt-rejected', 'data'],
  36877: ['RECEIPT_FORMAT_INVALID', 'fiscal/receipt-rejected', 'data'],
  36878: ['TOTAL_PRICE_OVERFLOW', 'fiscal/total-too-large', 'data'],
  36879: ['TOTAL_PRICE_MISMATCH', 'fiscal/total-mismatch', 'data'],
  36886: ['RECEIPT_MEMORY_FULL', 'fiscal/memory-full', 'sync'],
  36888: ['RECEIPT_TIME_PAST', 'fiscal/time-past', 'retry'],
  36889: ['RECEIPT_STORE_DAYS_LIMIT_EXCEEDED', 'fiscal/unsent-too-old', 'sync'],
  36890: ['RECEIPT_TIME_FORMAT_INVALID', 'fiscal/receipt-rejected', 'data'],
  36891: ['RECEIPT_TIME_FORMAT_INVALID', 'fiscal/receipt-rejected', 'data'],
  36892: ['ACKNOWLEDGE_LENGTH_INVALID', 'fiscal/acknowledgement-invalid', 'service'],
  36893: ['ACKNOWLEDGE_SIGNATURE_INVALID', 'fiscal/acknowledgement-invalid', 'service'],
  36894: ['ACKNOWLEDGE_TERMINAL_INVALID', 'fiscal/acknowledgement-invalid', 'service'],
  36896: ['WRONG_LENGTH', 'fiscal/receipt-rejected', 'data'],
  36897: ['CLOSE_ZREPORT_TIME_PAST', 'fiscal/time-past', 'retry'],
  36898: ['ZREPORT_SPACE_IS_FULL', 'fiscal/z-memory-full', 'service'],
  36899: ['CLOSE_ZREPORT_TIME_FORMAT_INVALID', 'fiscal/protocol', 'service'],
  36900: ['CLOSE_ZREPORT_TIME_FORMAT_INVALID', 'fiscal/protocol', 'service'],
  36902: ['ZREPORT_INDEX_OUT_OF_BOUNDS', 'fiscal/not-found', 'person'],
  36904: ['LOCKED_FOREVER', 'fiscal/locked-forever', 'service'],
  36907: ['CURRENT_ZREPORT_IS_EMPTY', 'fiscal/shift-empty', 'shift'],
  36908: ['TOTAL_PRICE_ZERO', 'fiscal/total-zero', 'data'],
  36909: ['ZREPORT_IS_NOT_OPEN', 'fiscal/shift-not-open', 'shift'],
  36910: ['OPEN_ZREPORT_TIME_FORMAT_INVALID', 'fiscal/protocol', 'service'],
  36911: ['SALE_REFUND_COUNT_OVERFLOW', 'fiscal/shift-full', 'person'],
  36912: ['ZREPORT_IS_ALREADY_OPEN', 'fiscal/shift-already-open', 'shift'],
  36913: ['NOT_ENOUGH_CASH_FOR_REFUND', 'fiscal/refund-not-enough', 'person'],
  36914: ['NOT_ENOUGH_CARD_FOR_REFUND', 'fiscal/refund-not-enough', 'person'],
  36915: ['NOT_ENOUGH_VAT_FOR_REFUND', 'fiscal/refund-not-enough', 'person'],
  36916: ['OPEN_ZREPORT_TIME_PAST', 'fiscal/time-past', 'retry'],
  36917: ['MAINTENANCE_REQUIRED', 'fiscal/maintenance', 'service'],
  65274: ['OFD_UNREACHABLE', 'fiscal/refund-check-offline', 'retry'],
  65275: ['REFUND_FISCAL_SIGN_INVALID', 'fiscal/refund-invalid', 'data'],
  65276: ['REFUND_INFO_INVALID', 'fiscal/refund-invalid', 'data'],
  65277: ['REFUND_INFO_MISSING', 'fiscal/refund-invalid', 'data'],
  65278: ['MODULE_FAILURE', 'fiscal/module-failure', 'retry', 'ambiguous'],
  65279: ['LOCKED_BY_OPERATOR', 'fiscal/locked', 'person'],
  65524: ['ANSWER_UNREADABLE', 'fiscal/module-failure', 'retry', 'ambiguous'],
  65525: ['APPLET_UNSUPPORTED', 'fiscal/module-unsupported', 'service'],
  65528: ['DATABASE_SAVE_FAILED', 'fiscal/service-storage', 'person', 'ambiguous'],
  65529: ['ANSWER_UNREADABLE', 'fiscal/module-failure', 'retry', 'ambiguous'],
  65531: ['RECEIPT_NOT_ENCODED', 'fiscal/total-mismatch', 'data'],
  65532: ['ILLEGAL_ARGUMENT', 'fiscal/receipt-rejected', 'data'],
  65533: ['APPLET_NOT_SELECTED', 'fiscal/module-missing', 'retry'],
  65534: ['CARD_NOT_CONNECTED', 'fiscal/module-missing', 'retry'],
  65535: ['OTHER', 'fiscal/module-failure', 'retry', 'ambiguous'],
  // JSON-RPC 2.0's own: parse error, invalid request, no such method, invalid params, internal error.
  [-32700]: ['PARSE_ERROR', 'fiscal/protocol', 'service'],
  [-32600]: ['INVALID_REQUEST', 'fiscal/protocol', 'service'],
  [-32601]: ['METHOD_NOT_FOUND', 'fiscal/protocol', 'service'],
  [-32602]: ['INVALID_PARAMS', 'fiscal/receipt-rejected', 'data'],
  [-32603]: ['INTERNAL_ERROR', 'fiscal/module-failure', 'retry', 'ambiguous'],
};

export const FISCAL_DRIVE_ERRORS: ReadonlyMap<number, FiscalDriveError> = new Map(
  Object.entries(ROWS).map(([deviceCode, [name, code, action, ambiguous]]) => [
    Number(deviceCode),
    { name, code, action, ambiguous: ambiguous !== undefined },
  ]),
);

/**
 * A code nobody has listed is not proof that nothing was registered: it counts as ambiguous. If nothing was, the
 * receipt is set aside for a person, so that those behind it go on.
 */
const UNLISTED: FiscalDriveError = {
  name: 'UNLISTED',
  code: 'fiscal/refused',
  action: 'data',
  ambiguous: true,
};

export const fiscalDriveError = (deviceCode: number): FiscalDriveError =>
  FISCAL_DRIVE_ERRORS.get(deviceCode) ?? UNLISTED;
