import { sumTiyin, tiyin } from '@jowi/domain/money';
import { type Posting, postDelivery } from '@jowi/domain/posting';
import type { StockChanges } from '../../stock/stock.port.ts';
import type { DemoLayer } from './demo-data.repository.ts';

export interface PlannedReversal {
  readonly warehouseId: string;
  readonly documentId: string;
  readonly costTiyin: bigint;
  readonly changes: StockChanges;
  /** Of the delivery, the other way round, for what is left of it. */
  readonly postings: Posting[];
}

/**
 * A document a warehouse that brings each of these layers to nothing: goods that are left go out, goods that were sold
 * below zero come in, each at the cost it stands there with.
 */
export function planDemoWipe(layers: readonly DemoLayer[], newDocumentId: () => string): PlannedReversal[] {
  const places = [...new Set(layers.map(({ warehouseId }) => warehouseId))];
  return places.map((warehouseId) => {
    const documentId = newDocumentId();
    const own = layers.filter((layer) => layer.warehouseId === warehouseId);
    const costTiyin = sumTiyin(own.map((layer) => tiyin(-layer.costTiyin)));
    return {
      warehouseId,
      documentId,
      costTiyin,
      changes: {
        newLayers: [],
        movements: own.map((layer, i) => ({
          layerId: layer.layerId,
          productId: layer.productId,
          kind: 'reversal',
          documentId,
          lineNo: i + 1,
          qtyMilli: -layer.qtyMilli,
          costTiyin: -layer.costTiyin,
        })),
      },
      postings: postDelivery({ costTiyin }),
    };
  });
}
