import type { DeliveryInput } from '@jowi/contracts/http/deliveries';
import { type Layer, receiveLot } from '@jowi/domain/fifo';
import { parseTiyin, sumTiyin, type Tiyin } from '@jowi/domain/money';
import { type Posting, postDelivery, postSettlement } from '@jowi/domain/posting';
import { parseQtyMilli } from '@jowi/domain/quantity';
import type { StockChanges } from '../stock/stock.port.ts';
import { changesOfReceivedLot, joinChanges } from '../stock/stock-changes.port.ts';

export type PlannedDelivery = {
  costTiyin: Tiyin;
  changes: StockChanges;
  deliveryPostings: Posting[];
  /** Empty unless goods sold below zero got their actual cost. */
  settlementPostings: Posting[];
};

/**
 * Everything a delivery does to stock and books, line by line: a lot each, in the order given, deficits settled
 * first. `stock` holds the open layers of every product of it; `newLotId` names the lots.
 */
export function planDelivery(
  input: DeliveryInput,
  documentNumber: string,
  stock: ReadonlyMap<string, readonly Layer[]>,
  newLotId: () => string,
): PlannedDelivery {
  const layersOf = new Map(stock);
  const parts: StockChanges[] = [];
  const costs: Tiyin[] = [];
  const differences: Tiyin[] = [];
  for (const [i, line] of input.lines.entries()) {
    const { productId } = line;
    const lot: Layer = {
      layerId: newLotId(),
      qtyMilli: parseQtyMilli(line.qtyMilli),
      costTiyin: parseTiyin(line.costTiyin),
    };
    const received = receiveLot(layersOf.get(productId) ?? [], lot);
    layersOf.set(productId, received.layers);
    costs.push(lot.costTiyin);
    differences.push(...received.settlements.map((s) => s.differenceTiyin));
    const document = { documentId: input.id, documentNumber, lineNo: i + 1 };
    parts.push(changesOfReceivedLot(lot, productId, received.settlements, document));
  }
  const costTiyin = sumTiyin(costs);
  return {
    costTiyin,
    changes: joinChanges(parts),
    deliveryPostings: postDelivery({ costTiyin }),
    settlementPostings: postSettlement(sumTiyin(differences)),
  };
}
