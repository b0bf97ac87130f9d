import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { urlOf } from '../../dev/stack.ts';
import { findBrokenSums, readBooks } from './books.ts';
import { readFiscalMemory } from './fiscal-memory.ts';
import { readPapers, readPapersWith } from './papers.ts';
import type { Shop } from './processes.ts';
import { type CatalogueItem, type Policy, recomputeDay } from './recompute.ts';
import type { Cashier } from './selling.ts';
import type { ShopDay } from './shop-day.ts';
import { findShiftClose, findTerminal } from './shop-facts.ts';
import type { Summary } from './summary.ts';
import { findBrokenLinks, readTillDisk } from './till-disk.ts';
import { judgeFiscal, judgePapers, judgeSales, judgeStock, judgeTill } from './verdict.ts';

export interface AuditedDay {
  readonly shop: Shop;
  readonly tillName: string;
  readonly floatTiyin: bigint;
  readonly plan: ShopDay;
  readonly catalogue: readonly CatalogueItem[];
  readonly policy: Policy;
  readonly cashier: Cashier;
  readonly artifacts: string;
}

const skuPrefix = 'NV-';
const som = (tiyin: bigint) => `${tiyin / 100n}.${String(tiyin % 100n).padStart(2, '0')} so'm`;

/** Looks at everything the day left behind, on the server, the till, in the fiscal module and on paper. */
export async function audit(day: AuditedDay, summary: Summary): Promise<void> {
  const { shop, cashier, plan } = day;
  const made = cashier.made.toSorted((a, b) => a.receiptNumber - b.receiptNumber);
  const expected = recomputeDay(
    day.catalogue,
    [
      ...[plan.firstDelivery, ...plan.moreDeliveries].map((delivery) => ({ delivery })),
      ...made.map(({ fact: sale }) => ({ sale })),
      { delivery: plan.lateDelivery },
    ],
    day.policy,
  );
  const adminUrl = shop.database.adminUrl ?? '';
  const terminal = await findTerminal(shop, day.tillName);
  const books = await readBooks(adminUrl, terminal.id, skuPrefix);
  const disk = await readTillDisk(shop.tillDataDir);

  judgeTill(disk, made, expected);
  judgeSales(books, made, expected);
  judgeStock(books, expected);
  expect(await findBrokenSums(adminUrl), 'sums over all businesses').toEqual([]);
  const lines = expected.sales.flatMap((sale) => sale.lines);
  summary.note('Receipts in the books, each once', `${books.sales.length} with ${lines.length} lines`);
  summary.note('Cash', som(expected.cashTiyin));
  summary.note(
    'FIFO cost of what was sold',
    som(expected.sales.reduce((all, sale) => all + sale.costTiyin, 0n)),
  );
  summary.note('Products whose stock and cost agree', Object.keys(expected.stock).length);
  summary.note('Documents whose postings agree', countEntries(expected));

  await judgeDrawer(day, terminal.id, expected.cashTiyin);
  judgeJournal(disk, books, terminal, summary);

  const memory = await readFiscalMemory(urlOf(shop.ports.fiscal));
  judgeFiscal(memory, books);
  summary.note(
    'Receipts in the fiscal module',
    `${memory.length}, ${som(sumOf(memory.map((it) => it.cashTiyin)))}`,
  );

  const papers = await readPapers(urlOf(shop.ports.printerPictures), /Чек № (\d+)/, 'КОПИЯ');
  for (const [i, { picture, receiptNumber, isCopy }] of papers.entries()) {
    const name = `paper-${String(i + 1).padStart(2, '0')}-receipt-${receiptNumber}${isCopy ? '-copy' : ''}.png`;
    writeFileSync(join(day.artifacts, name), picture);
  }
  judgePapers(papers, books);
  const reports = await readPapersWith(urlOf(shop.ports.printerPictures), 'Z-ОТЧЁТ');
  expect(reports, 'the Z is printed once').toHaveLength(1);
  expect(reports[0]).toMatch(new RegExp(`Чеков\\s+${books.sales.length}\\b`));
  expect(reports[0]).toContain(`На сервере ${books.sales.length} из ${books.sales.length} чеков`);
  const copies = papers.filter(({ isCopy }) => isCopy).length;
  summary.note('Papers a phone can read', `${papers.length - copies} receipts, ${copies} marked as copies`);
}

const sumOf = (amounts: readonly bigint[]) => amounts.reduce((all, amount) => all + amount, 0n);

function countEntries({
  saleEntries,
  deliveryEntries,
  settlementEntries,
}: ReturnType<typeof recomputeDay>): string {
  const settled = settlementEntries.filter((entry) => entry !== null).length;
  return `${saleEntries.length} sales, ${deliveryEntries.length} deliveries, ${settled} settlements`;
}

async function judgeDrawer(day: AuditedDay, terminalId: string, cashTiyin: bigint): Promise<void> {
  const close = await findShiftClose(day.shop, terminalId);
  const inDrawer = day.floatTiyin + cashTiyin;
  // The drawer is counted in whole so'm: nobody has had a tiyin in her hand for decades.
  const counted = (inDrawer / 100n) * 100n;
  expect(close, 'the closed shift').toMatchObject({
    counted_tiyin: counted,
    expected_tiyin: inDrawer,
    discrepancy_tiyin: counted - inDrawer,
    sales_tiyin: cashTiyin,
    receipt_count: BigInt(day.cashier.made.length),
  });
}

function judgeJournal(
  { journal, unsent }: Awaited<ReturnType<typeof readTillDisk>>,
  books: Awaited<ReturnType<typeof readBooks>>,
  terminal: { id: string; publicKey: string },
  summary: Summary,
): void {
  const head = journal.at(-1);
  expect(unsent, 'entries not sent').toBe(0);
  expect(findBrokenLinks(journal, terminal.id, terminal.publicKey), 'the chain of the till').toEqual([]);
  expect(books.chains, 'the end of the journal on the server').toEqual([
    { epoch: head?.epoch, seq: head?.seq, hash: head?.hash },
  ]);
  expect(books.quarantined, 'entries in quarantine').toBe(0);
  // A discount beyond the cashier's limit was allowed by the owner, and that is an entry of its own.
  const approvals = journal.filter(({ kind }) => kind === 'ApprovalV1').length;
  expect(books.entriesByKind, 'entries by kind').toEqual({
    ...(approvals > 0 && { ApprovalV1: approvals }),
    FiscalisedV1: books.sales.length,
    SaleV1: books.sales.length,
    ShiftClosedV1: 1,
    ShiftOpenedV1: 1,
  });
  summary.note('Discounts the owner allowed', approvals);
  summary.note('End of the journal, till and server', `entry ${head?.seq}, ${head?.hash.slice(0, 16)}…`);
}
