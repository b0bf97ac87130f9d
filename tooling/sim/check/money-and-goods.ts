import type { Books } from '../../../apps/api/test/sim/sim-server.ts';
import { hold } from './broken.ts';

const total = <T>(rows: readonly T[], of: (row: T) => string) =>
  rows.reduce((sum, row) => sum + BigInt(of(row)), 0n);

/** 4: stock = sum of movements = what is left of the lots, in quantity and in cost. */
export function assertStock({ balances, movements, lots }: Books): void {
  const products = new Set([...balances, ...movements, ...lots].map((it) => it.productId));
  for (const productId of products) {
    const ofIt = <T extends { productId: string }>(rows: readonly T[]) =>
      rows.filter((it) => it.productId === productId);
    const [stock, moved, left] = [ofIt(balances), ofIt(movements), ofIt(lots)];
    const qty = [
      total(stock, (it) => it.qtyMilli),
      total(moved, (it) => it.qtyMilli),
      total(left, (it) => it.remainingQtyMilli),
    ];
    const cost = [
      total(stock, (it) => it.costTiyin),
      total(moved, (it) => it.costTiyin),
      total(left, (it) => it.remainingCostTiyin),
    ];
    hold(
      '4 stock = movements = FIFO remaining',
      new Set(qty).size === 1 && new Set(cost).size === 1,
      () => `${productId}: quantity ${qty.join(' / ')}, cost ${cost.join(' / ')}`,
    );
  }
}

/** 7: debit = credit in every document, and one set of postings a document. */
export function assertPostings({ postings, receipts }: Books): void {
  const byReceipt = Map.groupBy(postings, (it) => `${it.documentKind} ${it.receiptId ?? ''}`);
  for (const [document, rows] of byReceipt) {
    const [debit, credit] = [total(rows, (it) => it.debitTiyin), total(rows, (it) => it.creditTiyin)];
    hold('7 debit = credit', debit === credit, () => `${document}: ${debit} debit, ${credit} credit`);
  }
  for (const { receiptId, totalTiyin, receiptNumber } of receipts) {
    const rows = byReceipt.get(`sale ${receiptId}`) ?? [];
    const cash = rows.filter((it) => it.account === 'cash');
    const once = cash.length === (totalTiyin === '0' ? cash.length : 1);
    hold(
      '7 one posting per document',
      once && total(cash, (it) => it.debitTiyin) === BigInt(totalTiyin),
      () => `receipt ${receiptNumber} of ${totalTiyin} is posted as ${JSON.stringify(cash)}`,
    );
  }
}

/** 11: lines less discounts = total = payments less change, in whole tiyin; no figure of the till was found wrong. */
export function assertArithmetic({ receipts }: Books): void {
  for (const receipt of receipts) {
    const { lines, payments, grossTiyin, discountTiyin, totalTiyin, vatTiyin, receiptNumber, flags } =
      receipt;
    const sums = {
      gross: total(lines, (it) => it.grossTiyin) === BigInt(grossTiyin),
      discount: total(lines, (it) => it.discountTiyin) === BigInt(discountTiyin),
      net: total(lines, (it) => it.netTiyin) === BigInt(totalTiyin),
      total: BigInt(grossTiyin) - BigInt(discountTiyin) === BigInt(totalTiyin),
      vat: total(lines, (it) => it.vatTiyin) === BigInt(vatTiyin),
      paid: total(payments, (it) => it.amountTiyin) === BigInt(totalTiyin),
      change: payments.every(
        (it) => BigInt(it.tenderedTiyin) - BigInt(it.changeTiyin) === BigInt(it.amountTiyin),
      ),
      cost: total(lines, (it) => it.costTiyin) === BigInt(receipt.costTiyin),
      calculator: !flags.includes('sales/calc-mismatch'),
    };
    const wrong = Object.entries(sums).flatMap(([name, right]) => (right ? [] : [name]));
    hold(
      '11 lines - discounts = total = payments',
      wrong.length === 0,
      () => `receipt ${receiptNumber}: ${wrong.join(', ')}`,
    );
  }
}
