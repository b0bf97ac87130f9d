import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { type ConsumedLine, consumeBatch, type Layer, type UnitCost } from '@jowi/domain/fifo';
import { sumTiyin, type Tiyin } from '@jowi/domain/money';
import { type Posting, postSale } from '@jowi/domain/posting';
import { parseQtyMilli } from '@jowi/domain/quantity';
import { recomputeReceipt } from '@jowi/domain/receipt';
import type { StockChanges } from '../stock/stock.port.ts';
import { changesOfConsumedLine, joinChanges } from '../stock/stock-changes.port.ts';
import { receiptFactsOf } from './sale-facts.ts';
import type { JournaledSale } from './sales.port.ts';

export type PlannedSale = {
  journaled: JournaledSale;
  /** FIFO cost of each line, in line order. */
  lineCosts: Tiyin[];
  costTiyin: Tiyin;
  flags: string[];
  postings: Posting[];
};

export type SalesPlan = { sales: PlannedSale[]; changes: StockChanges };

/**
 * Everything a batch of sales does to the books, in journal order: cost of every line, movements of the layers,
 * postings. The till's figures stand; where ours differ the receipt is flagged.
 */
export function planSales(
  batch: readonly JournaledSale[],
  stock: ReadonlyMap<string, readonly Layer[]>,
  lastUnitCosts: ReadonlyMap<string, UnitCost>,
  flagsOf: (sale: SaleV1) => readonly string[] = () => [],
): SalesPlan {
  const stockLines = batch.flatMap(({ sale }) =>
    sale.lines.map((line) => ({
      lineId: line.lineId,
      productId: line.productId,
      qtyMilli: parseQtyMilli(line.qtyMilli),
    })),
  );
  const consumed = consumeBatch(stock, stockLines, lastUnitCosts).lines.values();
  const sales: PlannedSale[] = [];
  const changes: StockChanges[] = [];
  for (const journaled of batch) {
    const { receiptId: documentId, receiptNumber, lines } = journaled.sale;
    const costed = lines.map(() => consumed.next().value!);
    for (const [index, line] of costed.entries()) {
      changes.push(
        changesOfConsumedLine(line, { documentId, documentNumber: String(receiptNumber), lineNo: index + 1 }),
      );
    }
    sales.push(planSale(journaled, costed, flagsOf(journaled.sale)));
  }
  return { sales, changes: joinChanges(changes) };
}

export function productsOf(batch: readonly JournaledSale[]): string[] {
  return [...new Set(batch.flatMap(({ sale }) => sale.lines.map((line) => line.productId)))];
}

/** Products of which the lots at hand cannot cover the batch: their lines need a provisional cost. */
export function shortProducts(
  batch: readonly JournaledSale[],
  stock: ReadonlyMap<string, readonly Layer[]>,
): string[] {
  const wanted = new Map<string, bigint>();
  for (const { sale } of batch) {
    for (const line of sale.lines) {
      wanted.set(line.productId, (wanted.get(line.productId) ?? 0n) + BigInt(line.qtyMilli));
    }
  }
  return [...wanted].filter(([id, qty]) => onHand(stock.get(id) ?? []) < qty).map(([id]) => id);
}

function onHand(layers: readonly Layer[]): bigint {
  return layers.reduce((sum, layer) => (layer.qtyMilli > 0n ? sum + layer.qtyMilli : sum), 0n);
}

function planSale(
  journaled: JournaledSale,
  lines: readonly ConsumedLine[],
  flags: readonly string[],
): PlannedSale {
  const facts = receiptFactsOf(journaled.sale);
  const lineCosts = lines.map((line) => line.costTiyin);
  const costTiyin = sumTiyin(lineCosts);
  const { payments, totalTiyin, vatTiyin } = facts;
  return {
    journaled,
    lineCosts,
    costTiyin,
    flags: [...(recomputeReceipt(facts) === 'equal' ? [] : ['sales/calc-mismatch']), ...flags],
    postings: postSale({ payments, totalTiyin, vatTiyin, costTiyin }),
  };
}
