import type { WireProblem } from '@jowi/contracts/errors';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { type DocumentPostings, LedgerPort } from '../ledger/ledger.port.ts';
import { StockPort } from '../stock/stock.port.ts';
import { type PlannedSale, planSales, productsOf, shortProducts } from './plan-sales.ts';
import {
  type JournaledMark,
  type JournaledSale,
  type PreparedSales,
  SalesPort,
  type SellingPlace,
} from './sales.port.ts';
import { type HeldRows, SalesRepository } from './sales.repository.ts';

@Injectable()
export class PostSalesUseCase extends SalesPort {
  constructor(
    private readonly sales: SalesRepository,
    private readonly stock: StockPort,
    private readonly ledger: LedgerPort,
  ) {
    super();
  }

  override async prepare(
    tx: KyselyTx,
    place: SellingPlace,
    sales: readonly JournaledSale[],
    marks: readonly JournaledMark[],
  ): Promise<PreparedSales> {
    const receiptIds = [...sales.map((it) => it.sale.receiptId), ...marks.map((it) => it.mark.receiptId)];
    const products = productsOf(sales);
    const [held, stock] = await Promise.all([
      receiptIds.length > 0 ? this.sales.findHeld(tx, place, receiptIds, products, sales) : NOTHING_HELD,
      this.stock.lockLayers(tx, place, products),
    ]);
    return {
      findUnpostable: (asked, askedMarks) => findUnpostable(held, asked, askedMarks),
      post: (sound, soundMarks, flagsOf) => this.#post(tx, place, stock, sound, soundMarks, flagsOf),
    };
  }

  override getLastReceiptNumber(
    tx: KyselyTx,
    terminal: { readonly tenantId: string; readonly terminalId: string },
  ): Promise<number> {
    return this.sales.getLastReceiptNumber(tx, terminal);
  }

  async #post(
    tx: KyselyTx,
    place: SellingPlace,
    stock: Awaited<ReturnType<StockPort['lockLayers']>>,
    sales: readonly JournaledSale[],
    marks: readonly JournaledMark[],
    flagsOf: (sale: SaleV1) => readonly string[],
  ): Promise<void> {
    if (sales.length === 0) return this.sales.insertMarks(tx, place, marks);
    const unitCosts = await this.stock.findLastUnitCosts(tx, place, shortProducts(sales, stock));
    const plan = planSales(sales, stock, unitCosts, flagsOf);
    this.sales.insertSales(tx, place, plan.sales);
    this.stock.applyChanges(tx, place, plan.changes);
    this.ledger.post(tx, place.tenantId, plan.sales.map(documentOf));
    this.sales.insertMarks(tx, place, marks);
  }
}

const NOTHING_HELD: HeldRows = {
  receipts: new Set(),
  marked: new Set(),
  products: new Set(),
  numbers: new Set(),
};

function findUnpostable(
  held: HeldRows,
  sales: readonly JournaledSale[],
  marks: readonly JournaledMark[],
): Map<number, WireProblem> {
  const problems = new Map<number, WireProblem>();
  const [receipts, marked] = [new Set(held.receipts), new Set(held.marked)];
  const numbers = new Set(held.numbers);
  for (const { seq, sale } of sales) {
    const unknown = sale.lines.find((line) => !held.products.has(line.productId));
    if (unknown) {
      problems.set(seq, {
        code: 'sync/payload-reference',
        params: { what: 'product', id: unknown.productId },
      });
    } else if (receipts.has(sale.receiptId)) {
      problems.set(seq, { code: 'sync/receipt-id-reused', params: { id: sale.receiptId } });
    } else if (numbers.has(String(sale.receiptNumber))) {
      problems.set(seq, { code: 'sync/receipt-number-reused', params: { number: sale.receiptNumber } });
    } else {
      receipts.add(sale.receiptId);
      numbers.add(String(sale.receiptNumber));
    }
  }
  for (const { seq, mark } of marks) {
    if (!receipts.has(mark.receiptId) || marked.has(mark.receiptId)) {
      problems.set(seq, { code: 'sync/payload-reference', params: { what: 'receipt', id: mark.receiptId } });
    } else {
      marked.add(mark.receiptId);
    }
  }
  return problems;
}

function documentOf({ journaled: { sale }, postings }: PlannedSale): DocumentPostings {
  return { documentKind: 'sale', documentId: sale.receiptId, businessDate: sale.businessDate, postings };
}
