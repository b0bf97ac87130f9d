import { expect } from '@playwright/test';
import type { Books } from './books.ts';
import type { FiscalRecord } from './fiscal-memory.ts';
import type { Paper } from './papers.ts';
import type { ExpectedDay } from './recompute.ts';
import type { MadeSale } from './selling.ts';
import type { TillDisk } from './till-disk.ts';

/** The sales in the books are the sales that were made, each once, with the figures worked out here. */
export function judgeSales(books: Books, made: readonly MadeSale[], day: ExpectedDay): void {
  const numbers = made.map(({ receiptNumber }) => receiptNumber);
  expect(numbers, 'receipt numbers follow each other').toEqual(made.map((_, i) => numbers[0]! + i));
  expect(
    books.sales.map(({ receiptNumber }) => receiptNumber),
    'every receipt stands in the books exactly once',
  ).toEqual(numbers);
  for (const [i, { figures, entry, paidTiyin, flags, receiptNumber }] of books.sales.entries()) {
    expect(figures, `figures and FIFO cost of receipt ${receiptNumber}`).toEqual(day.sales[i]);
    expect(entry, `postings of receipt ${receiptNumber}`).toEqual(day.saleEntries[i]);
    expect(paidTiyin, `cash of receipt ${receiptNumber}`).toBe(day.sales[i]!.totalTiyin);
    expect(flags, `the server counts receipt ${receiptNumber} as the till did`).toEqual([]);
  }
}

/** Stock, its FIFO value and the postings of the deliveries. */
export function judgeStock(books: Books, day: ExpectedDay): void {
  expect(books.stock, 'stock and its FIFO cost').toEqual(day.stock);
  expect(
    books.deliveries.map(({ entry }) => entry),
    'postings of deliveries',
  ).toEqual(day.deliveryEntries);
  expect(
    books.deliveries.map(({ settlement }) => settlement),
    'settlement of what was sold too early',
  ).toEqual(day.settlementEntries);
}

/** What the till wrote down is what was sold. */
export function judgeTill(disk: TillDisk, made: readonly MadeSale[], day: ExpectedDay): void {
  const written = disk.sales.map(({ receiptNumber, totalTiyin, tenderedTiyin, lines }) => ({
    receiptNumber,
    totalTiyin,
    tenderedTiyin,
    quantities: lines.map((line) => line.qtyMilli),
  }));
  const meant = made.map(({ receiptNumber, fact }, i) => ({
    receiptNumber,
    totalTiyin: day.sales[i]!.totalTiyin,
    tenderedTiyin: fact.tenderedTiyin,
    quantities: fact.lines.map((line) => line.qtyMilli),
  }));
  expect(written, 'the journal of the till').toEqual(meant);
}

/** One registration for each sale, none besides, with the same money line by line. */
export function judgeFiscal(memory: readonly FiscalRecord[], books: Books): void {
  expect(memory, 'receipts in the fiscal module').toHaveLength(books.sales.length);
  const byUrl = new Map(memory.map((record) => [record.qrUrl, record]));
  for (const { receiptNumber, qrUrl, figures } of books.sales) {
    const record = byUrl.get(qrUrl ?? '');
    expect(record, `fiscal receipt of ${receiptNumber}`).toEqual({
      qrUrl,
      cashTiyin: figures.totalTiyin,
      vatTiyin: figures.vatTiyin,
      items: figures.lines.map(({ grossTiyin, discountTiyin, vatTiyin }) => ({
        grossTiyin,
        discountTiyin,
        vatTiyin,
      })),
    });
  }
}

const mostKilledWhilePrinting = 2;

/** Each sale has one paper of its own and, on that paper or on the slip after it, a code a phone can read. */
export function judgePapers(papers: readonly Paper[], books: Books): void {
  for (const paper of papers) {
    expect(paper.text.replaceAll(/https?:\S+/g, ''), 'no letter was lost on paper').not.toContain('?');
    expect(paper.text.length, 'a paper says something').toBeGreaterThan(200);
    expect(paper.inkPercent, 'a paper is neither blank nor black').toBeGreaterThan(2);
    expect(paper.inkPercent, 'a paper is neither blank nor black').toBeLessThan(50);
    expect(paper.isCut, 'a paper was finished').toBe(true);
  }
  const numbers = books.sales.map(({ receiptNumber }) => receiptNumber);
  const originals = papers.filter(({ isCopy }) => !isCopy).map(({ receiptNumber }) => receiptNumber);
  expect(new Set(originals).size, 'no receipt is printed twice without saying so').toBe(originals.length);
  const missing = numbers.filter((number) => !originals.includes(number));
  // What the till was printing when it was killed may be on paper: it is printed again, as a copy.
  expect(missing.length, `receipts with copies only: ${missing}`).toBeLessThanOrEqual(
    mostKilledWhilePrinting,
  );
  for (const { receiptNumber, qrUrl } of books.sales) {
    const own = papers.filter((paper) => paper.receiptNumber === receiptNumber);
    const codes = own.flatMap(({ qrCodes }) => qrCodes);
    expect(new Set(codes), `code on the paper of receipt ${receiptNumber}`).toEqual(new Set([qrUrl]));
  }
}
