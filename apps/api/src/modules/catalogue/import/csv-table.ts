import type { ImportReport } from '@jowi/contracts/http/catalogue';
import { CsvError, parse } from 'csv-parse/sync';
import { findDelimiter } from './csv-text.ts';

export type ImportProblem = ImportReport['problems'][number];

/** Cells by column of one record; `row` as a spreadsheet numbers it, the header being 1. */
export type CsvRow<Column extends string> = { row: number; cells: Partial<Record<Column, string>> };

export type CsvTable<Column extends string> = {
  columns: ReadonlySet<Column>;
  rows: CsvRow<Column>[];
  problems: ImportProblem[];
};

/**
 * Records under the header's names. Any complaint is about a row and a column: an unknown, repeated or missing column, a
 * record with too few or too many cells, quotes that never close. Empty rows are skipped but counted.
 */
export function readCsvTable<Column extends string>(
  text: string,
  known: readonly Column[],
  required: readonly Column[],
): CsvTable<Column> {
  const problems: ImportProblem[] = [];
  const [header, ...records] = readRecords(text, problems);
  const names = (header ?? []).map((name) => name.trim().toLowerCase());
  // Spreadsheets leave empty columns at the end.
  while (names.at(-1) === '') names.pop();
  for (const [i, name] of names.entries()) {
    if (!known.includes(name as Column) || names.indexOf(name) !== i) problems.push(headerProblem(name));
  }
  for (const name of required) if (!names.includes(name)) problems.push(headerProblem(name));

  const rows: CsvRow<Column>[] = [];
  for (const [i, record] of records.entries()) {
    const row = i + 2;
    const cells = record.map((cell) => cell.trim());
    if (cells.every((cell) => cell === '')) continue;
    while (cells.length > names.length && cells.at(-1) === '') cells.pop();
    if (cells.length !== names.length) {
      problems.push(shapeProblem(row, cells.length, names.length));
      continue;
    }
    const entries = names.map((name, column) => [name, cells[column]!]);
    rows.push({ row, cells: Object.fromEntries(entries) });
  }
  return { columns: new Set(names as Column[]), rows, problems };
}

function readRecords(text: string, problems: ImportProblem[]): string[][] {
  // A quote inside a cell is an inch mark more often than a mistake.
  const options = { delimiter: findDelimiter(text), bom: true, relax_column_count: true, relax_quotes: true };
  try {
    return parse(text, options);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote in the wrong place, or one that never closes: what follows it cannot be told apart.
    const row = Number(error.records ?? 0) + 1;
    problems.push({
      row,
      column: '',
      value: lineAt(text, Number(error.lines ?? 1)),
      problem: { code: 'catalogue/csv-quotes' },
    });
    const readable = { ...options, to: Math.max(Number(error.records ?? 0), 1) };
    try {
      return parse(text, readable);
    } catch {
      return [];
    }
  }
}

function lineAt(text: string, line: number): string {
  return (text.split(/\r\n|\r|\n/)[line - 1] ?? '').slice(0, 100);
}

function headerProblem(column: string): ImportProblem {
  const problem = { code: 'catalogue/csv-header' as const, params: { column } };
  return { row: 1, column, value: column, problem };
}

function shapeProblem(row: number, actual: number, expected: number): ImportProblem {
  return {
    row,
    column: '',
    value: '',
    problem: { code: 'catalogue/csv-row-shape', params: { actual, expected } },
  };
}
