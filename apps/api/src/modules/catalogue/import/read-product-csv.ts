import type { ProductInput } from '@jowi/contracts/http/catalogue';
import { type CsvRow, type ImportProblem, readCsvTable } from './csv-table.ts';
import { decodeCsv } from './csv-text.ts';
import {
  type Cell,
  COLUMNS,
  type Column,
  REQUIRED,
  readBarcodes,
  readIkpu,
  readName,
  readPackageCode,
  readPrice,
  readSku,
  readUnit,
  readVat,
} from './product-columns.ts';

/** A record of the file: what it says about a product. A column the file lacks says nothing. */
export type ImportedProduct = {
  row: number;
  sku: string;
  says: Partial<Omit<ProductInput, 'sku' | 'name'>> & { nameRu?: string; nameUz?: string };
};

export type ProductCsv = { rows: number; products: ImportedProduct[]; problems: ImportProblem[] };

/** Everything that can be said of the file without the catalogue; `ratesBps`: of VAT, as the business has them. */
export function readProductCsv(bytes: Buffer, ratesBps: readonly number[]): ProductCsv {
  const text = decodeCsv(bytes);
  if (text === null) return broken('catalogue/csv-encoding');
  const { columns, rows, problems } = readCsvTable(text, COLUMNS, REQUIRED);
  if (!columns.has('name_ru') && !columns.has('name_uz'))
    problems.push({
      row: 1,
      column: 'name_ru',
      value: '',
      problem: { code: 'catalogue/csv-header', params: { column: 'name_ru' } },
    });
  // Under a wrong header every cell would be wrong as well.
  if (problems.some(({ row }) => row === 1)) return { rows: rows.length, products: [], problems };
  if (rows.length === 0 && problems.length === 0) return broken('catalogue/csv-empty');

  const products = rows.flatMap((row) => {
    const read = readRow(row, ratesBps);
    problems.push(...read.problems);
    return read.product ? [read.product] : [];
  });
  problems.push(...listDuplicates(products));
  return { rows: rows.length, products, problems };
}

function broken(code: 'catalogue/csv-encoding' | 'catalogue/csv-empty'): ProductCsv {
  return { rows: 0, products: [], problems: [{ row: 1, column: '', value: '', problem: { code } }] };
}

function readRow(
  { row, cells }: CsvRow<Column>,
  ratesBps: readonly number[],
): { product: ImportedProduct | null; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  /** `{}` for a column the file lacks or a cell that cannot be read. */
  const take = <K extends string, T>(key: K, column: Column, read: (cell: string) => Cell<T>) => {
    const cell = cells[column];
    if (cell === undefined) return {};
    const result = read(cell);
    if ('value' in result) return { [key]: result.value } as Record<K, T>;
    problems.push({ row, column, value: cell.slice(0, 200), problem: result.problem });
    return {};
  };
  const { sku } = take('sku', 'sku', readSku) as { sku?: string };
  const says: ImportedProduct['says'] = {
    ...take('nameRu', 'name_ru', readName),
    ...take('nameUz', 'name_uz', readName),
    ...take('barcodes', 'barcode', readBarcodes),
    ...take('priceTiyin', 'price', readPrice),
    ...take('vatRateBps', 'vat', (cell) => readVat(cell, ratesBps)),
    ...take('unit', 'unit', readUnit),
    ...take('ikpu', 'ikpu', readIkpu),
    ...take('packageCode', 'package_code', readPackageCode),
  };
  const names = [says.nameRu, says.nameUz].filter((name) => name !== undefined);
  if (names.length > 0 && names.every((name) => name === '')) {
    const column = says.nameRu === undefined ? 'name_uz' : 'name_ru';
    problems.push({ row, column, value: '', problem: { code: 'catalogue/name-required' } });
  }
  return { product: sku === undefined ? null : { row, sku, says }, problems };
}

/** The same SKU or barcode twice in one file: the later one is named, and where the first stands. */
function listDuplicates(products: readonly ImportedProduct[]): ImportProblem[] {
  const problems: ImportProblem[] = [];
  const firstRows = new Map<string, number>();
  const note = (column: Column, value: string, row: number) => {
    const key = `${column} ${value}`;
    const firstRow = firstRows.get(key);
    if (firstRow === undefined) firstRows.set(key, row);
    else
      problems.push({
        row,
        column,
        value,
        problem: { code: 'catalogue/csv-duplicate', params: { value, firstRow } },
      });
  };
  for (const { row, sku, says } of products) {
    note('sku', sku, row);
    for (const barcode of says.barcodes ?? []) note('barcode', barcode, row);
  }
  return problems;
}
