import { DomainError } from './errors.ts';

/**
 * The GS1 check digit of a code without its last digit: EAN-8 (7 digits), UPC-A (11), EAN-13 (12), GTIN-14 (13).
 * Throws `barcode/not-digits`.
 */
export function checkDigit(body: string): number {
  if (!/^\d+$/.test(body)) throw new DomainError('barcode/not-digits', { value: body });
  // Weights 3, 1, 3, ... from the right, so one rule serves every length.
  let sum = 0;
  for (const [i, digit] of [...body].reverse().entries()) sum += Number(digit) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

/** Whether a code has the length of EAN-8, UPC-A, EAN-13 or GTIN-14 and the right check digit. */
export function isGtin(code: string): boolean {
  return /^(\d{8}|\d{12,14})$/.test(code) && checkDigit(code.slice(0, -1)) === Number(code.at(-1));
}

/**
 * The one form a barcode is stored and looked up in: no spaces or control characters, and the same article always
 * the same digits, because scanners differ: UPC-A as EAN-13 with a leading zero, GTIN-14 of a single
 * piece (leading zero) as EAN-13. Codes of a shop's own come back as they are; nothing left is an empty string.
 */
export function normaliseBarcode(raw: string): string {
  const code = raw.normalize('NFKC').replace(/[\s\p{Cc}\p{Cf}]/gu, '');
  if (code.length === 12 && isGtin(code)) return `0${code}`;
  if (code.length === 14 && code.startsWith('0') && isGtin(code)) return code.slice(1);
  return code;
}
