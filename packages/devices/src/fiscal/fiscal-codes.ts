/**
 * Everything the fiscal side can tell a person. Each code has a text in RU and UZ under the same path
 * of packages/i18n/src/locales/<lang>/errors.json; a test walks this list.
 */
export const FISCAL_ERROR_CODES = [
  'fiscal/unreachable',
  'fiscal/unknown-result',
  'fiscal/sequence-conflict',
  'fiscal/bad-answer',
  'fiscal/protocol',
  'fiscal/refused',
  'fiscal/shift-not-open',
  'fiscal/shift-already-open',
  'fiscal/shift-empty',
  'fiscal/shift-full',
  'fiscal/time-past',
  'fiscal/receipt-rejected',
  'fiscal/total-mismatch',
  'fiscal/total-too-large',
  'fiscal/total-zero',
  'fiscal/vat-rate-invalid',
  'fiscal/memory-full',
  'fiscal/unsent-too-old',
  'fiscal/z-memory-full',
  'fiscal/locked',
  'fiscal/locked-forever',
  'fiscal/maintenance',
  'fiscal/acknowledgement-invalid',
  'fiscal/not-found',
  'fiscal/refund-not-enough',
  'fiscal/refund-invalid',
  'fiscal/refund-check-offline',
  'fiscal/module-missing',
  'fiscal/module-unsupported',
  'fiscal/module-failure',
  'fiscal/service-storage',
] as const;

export type FiscalErrorCode = (typeof FISCAL_ERROR_CODES)[number];

/**
 * Who can help. `retry`: the same receipt again, later. `sync`: the module must first send its receipts to the tax
 * operator, then again. `shift`: the fiscal shift is in the wrong state, the driver mends it. `data`: this receipt
 * will never pass as it is. `person`: somebody at the shop must act. `service`: the service centre must.
 */
export type FiscalAction = 'retry' | 'sync' | 'shift' | 'data' | 'person' | 'service';

/**
 * Only the receipt's own fault is final. Whatever ails the module ails every receipt: each is owed to the tax office and
 * goes through once somebody has unlocked, mended or replaced it.
 */
export const isRetryable = (action: FiscalAction): boolean => action !== 'data';
