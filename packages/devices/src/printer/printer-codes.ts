/** Everything a receipt printer can tell a person; texts in packages/i18n/src/locales/<lang>/errors.json. */
export const PRINTER_ERROR_CODES = [
  'printer/offline',
  'printer/paper-out',
  'printer/cover-open',
  'printer/device-error',
  'printer/connection-lost',
  'printer/not-confirmed',
] as const;

export type PrinterErrorCode = (typeof PRINTER_ERROR_CODES)[number];
