import type { WireProblem } from '@jowi/contracts/errors';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { LedgerPort } from '../ledger/ledger.port.ts';
import { StockPort } from '../stock/stock.port.ts';
import { type JournaledSale, planSales, productsOf, shortProducts } from './plan-sales.ts';
import { type JournaledMark, SalesPort, type SellingPlace } from './sales.port.ts';
import { SalesRepository } from './sales.repository.ts';

@Injectable()
export class PostSalesUseCase extends SalesPort {
  constructor(
    private readonly sales: SalesRepository,
    private readonly stock: StockPort,
    private readonly ledger: LedgerPort,
  ) {
    super();
  }

  override async findUnpostable(
    tx: KyselyTx,
    place: SellingPlace,
    sales: readonly JournaledSale[],
    marks: readonly JournaledMark[],
  ): Promise<Map<number, WireProblem>> {
    const problems = new Map<number, WireProblem>();
    const receiptIds = [
      ...sales.map(({ sale }) => sale.receiptId),
      ...marks.map(({ mark }) => mark.receiptId),
    ];
    if (receiptIds.length === 0) return problems;
    const held = await this.sales.findHeld(tx, place.tenantId, receiptIds, productsOf(sales));
    for (const { seq, sale } of sales) {
      const unknown = sale.lines.find((line) => !held.products.has(line.productId));
      if (unknown) {
        problems.set(seq, {
          code: 'sync/payload-reference',
          params: { what: 'product', id: unknown.productId },
        });
      } else if (held.receipts.has(sale.receiptId)) {
        problems.set(seq, { code: 'sync/receipt-id-reused', params: { id: sale.receiptId } });
      } else {
        held.receipts.add(sale.receiptId);
      }
    }
    for (const { seq, mark } of marks) {
      if (!held.receipts.has(mark.receiptId) || held.marked.has(mark.receiptId)) {
        problems.set(seq, {
          code: 'sync/payload-reference',
          params: { what: 'receipt', id: mark.receiptId },
        });
      } else {
        held.marked.add(mark.receiptId);
      }
    }
    return problems;
  }

  override async post(
    tx: KyselyTx,
    place: SellingPlace,
    sales: readonly JournaledSale[],
    marks: readonly JournaledMark[],
  ): Promise<void> {
    if (sales.length > 0) {
      const stock = await this.stock.lockLayers(tx, place, productsOf(sales));
      const unitCosts = await this.stock.findLastUnitCosts(tx, place, shortProducts(sales, stock));
      const plan = planSales(sales, stock, unitCosts);
      await this.sales.insertReceipts(tx, place, plan.sales);
      await this.sales.insertLines(tx, place.tenantId, plan.sales);
      await this.sales.insertPayments(tx, place.tenantId, plan.sales);
      await this.stock.applyChanges(tx, place, plan.changes);
      await this.ledger.post(
        tx,
        place.tenantId,
        plan.sales.map(({ journaled: { sale }, postings }) => ({
          documentKind: 'sale',
          documentId: sale.receiptId,
          businessDate: sale.businessDate,
          postings,
        })),
      );
    }
    if (marks.length > 0) await this.sales.insertMarks(tx, place, marks);
  }
}
