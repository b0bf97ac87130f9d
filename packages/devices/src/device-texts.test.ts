import ruErrors from '@jowi/i18n/locales/ru/errors.json' with { type: 'json' };
import ruReceipt from '@jowi/i18n/locales/ru/receipt.json' with { type: 'json' };
import uzErrors from '@jowi/i18n/locales/uz/errors.json' with { type: 'json' };
import uzReceipt from '@jowi/i18n/locales/uz/receipt.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { FISCAL_ERROR_CODES } from './fiscal/fiscal-codes.ts';
import { FISCAL_DRIVE_ERRORS } from './fiscal/fiscal-drive-api.errors.ts';
import { PRINTER_ERROR_CODES } from './printer/printer-codes.ts';

const reasons = (codes: readonly string[]) => codes.map((code) => code.split('/')[1] ?? '').sort();

describe('every code of a device has a text, and every text a code', () => {
  it.each([
    ['ru', ruErrors],
    ['uz', uzErrors],
  ] as const)('%s', (_language, errors) => {
    expect(Object.keys(errors.fiscal).sort()).toEqual(reasons(FISCAL_ERROR_CODES));
    expect(Object.keys(errors.printer).sort()).toEqual(reasons(PRINTER_ERROR_CODES));
    for (const text of [...Object.values(errors.fiscal), ...Object.values(errors.printer)]) {
      expect(text.length).toBeGreaterThan(20);
    }
  });

  it('every device code leads to one of them', () => {
    for (const { code } of FISCAL_DRIVE_ERRORS.values()) expect(FISCAL_ERROR_CODES).toContain(code);
  });
});

describe('Uzbek texts', () => {
  it('write oʻ, gʻ and the tutuq with their own letters', () => {
    expect(JSON.stringify([uzErrors.fiscal, uzErrors.printer, uzReceipt])).not.toMatch(/['‘’`]/);
  });

  it('the receipt has the same words in both languages', () => {
    expect(Object.keys(uzReceipt)).toEqual(Object.keys(ruReceipt));
    expect(Object.keys(uzReceipt.fiscal)).toEqual(Object.keys(ruReceipt.fiscal));
  });
});
