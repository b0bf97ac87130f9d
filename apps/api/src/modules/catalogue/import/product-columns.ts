import type { Problem } from '@jowi/contracts/errors';
import type { ProductInput } from '@jowi/contracts/http/catalogue';
import { normaliseBarcode } from '@jowi/domain/barcode';
import { parseMoney } from '@jowi/i18n/format';
import { checkBarcode, MAX_PRICE_TIYIN } from '../product-rules.ts';

export const COLUMNS = [
  'sku',
  'name_ru',
  'name_uz',
  'barcode',
  'price',
  'vat',
  'unit',
  'ikpu',
  'package_code',
] as const;
export type Column = (typeof COLUMNS)[number];
export const REQUIRED: readonly Column[] = ['sku', 'price'];

/** A cell read, or what is wrong with it. */
export type Cell<T> = { value: T } | { problem: Problem };

const MAX_BARCODES = 20;

const badCell = (value: string, expected: string): { problem: Problem } => ({
  problem: { code: 'catalogue/csv-cell', params: { value: value.slice(0, 60), expected } },
});

const badLength = (max: number): { problem: Problem } => ({
  problem: { code: 'catalogue/csv-length', params: { max } },
});

const badWhole = (
  code: 'catalogue/csv-formula' | 'catalogue/csv-barcode-rounded' | 'catalogue/package-code-format',
  value: string,
): { problem: Problem } => ({ problem: { code, params: { value: value.slice(0, 60) } } });

/** Text that a spreadsheet would run as a formula is refused; `'=…`, as we would write it, is text. */
function readText(cell: string, maxLength: number): Cell<string> {
  if (/^[=+\-@]/.test(cell)) return badWhole('catalogue/csv-formula', cell);
  const value = cell.replace(/^'(?=[=+\-@])/, '').replace(/\s+/g, ' ');
  return value.length > maxLength ? badLength(maxLength) : { value };
}

export function readSku(cell: string): Cell<string> {
  const read = readText(cell, 40);
  return 'value' in read && read.value === '' ? badLength(40) : read;
}

export function readName(cell: string): Cell<string> {
  return readText(cell, 200);
}

export function readPrice(cell: string): Cell<string> {
  const tiyin = parseMoney(cell);
  if (tiyin !== null && tiyin >= 0n && tiyin <= MAX_PRICE_TIYIN) return { value: String(tiyin) };
  return { problem: { code: 'catalogue/price-format', params: { value: cell.slice(0, 60) } } };
}

/** Several codes split by `|`. */
export function readBarcodes(cell: string): Cell<string[]> {
  const codes = cell.split('|').map(normaliseBarcode);
  const given = [...new Set(codes.filter((code) => code !== ''))];
  if (given.length > MAX_BARCODES) return badCell(cell, `≤ ${MAX_BARCODES}`);
  for (const code of given) {
    // What a spreadsheet makes of a long number.
    if (/^\d([.,]\d+)?E\+?\d+$/i.test(code)) return badWhole('catalogue/csv-barcode-rounded', code);
    if (!/^[!-~]{1,63}$/.test(code)) return badCell(code, 'A–Z a–z 0–9');
    const problem = checkBarcode(code);
    if (problem) return { problem };
  }
  return { value: given };
}

/** Percent of one of these rates, or nothing. */
export function readVat(cell: string, ratesBps: readonly number[]): Cell<number | null> {
  const bare = cell.replace(/[\s%]/g, '').replace(',', '.').toLowerCase();
  if (bare === '' || bare === 'безндс' || bare === 'qqssiz') return { value: null };
  const percent = /^(\d{1,2})(?:\.(\d{1,2})0*)?$/.exec(bare);
  const bps = percent ? Number(`${percent[1]}${(percent[2] ?? '').padEnd(2, '0')}`) : null;
  if (bps !== null && ratesBps.includes(bps)) return { value: bps };
  return { problem: { code: 'catalogue/vat-rate-unknown', params: { value: cell.slice(0, 60) } } };
}

const UNITS: Readonly<Record<string, ProductInput['unit']>> = {
  '': 'piece',
  piece: 'piece',
  шт: 'piece',
  dona: 'piece',
  kg: 'kg',
  кг: 'kg',
  litre: 'litre',
  l: 'litre',
  л: 'litre',
  metre: 'metre',
  m: 'metre',
  м: 'metre',
};

export function readUnit(cell: string): Cell<ProductInput['unit']> {
  const unit = UNITS[cell.toLowerCase().replace(/\.$/, '')];
  return unit ? { value: unit } : badCell(cell, 'piece, kg, litre, metre');
}

export function readIkpu(cell: string): Cell<string | null> {
  if (cell === '') return { value: null };
  if (/^\d{17}$/.test(cell)) return { value: cell };
  return { problem: { code: 'catalogue/ikpu-format', params: { value: cell.slice(0, 60) } } };
}

export function readPackageCode(cell: string): Cell<string | null> {
  if (cell === '') return { value: null };
  return /^\d{1,20}$/.test(cell) ? { value: cell } : badWhole('catalogue/package-code-format', cell);
}
