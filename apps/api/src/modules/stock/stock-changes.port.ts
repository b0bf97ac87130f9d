import type { ConsumedLine, Layer, ReceiveResult } from '@jowi/domain/fifo';
import type { StockChanges } from './stock.port.ts';

/** A document's line, as movements refer to it. */
export type DocumentLine = { documentId: string; documentNumber: string; lineNo: number };

/** What a sale line took from lots, and the deficit it may have left behind. */
export function changesOfConsumedLine(line: ConsumedLine, document: DocumentLine): StockChanges {
  const { documentId, documentNumber, lineNo } = document;
  const { productId, consumptions, deficit } = line;
  const taken = deficit ? [...consumptions, deficit] : consumptions;
  return {
    newLayers: deficit
      ? [
          {
            layerId: deficit.layerId,
            productId,
            kind: 'deficit',
            documentKind: 'sale',
            documentId,
            documentNumber,
          },
        ]
      : [],
    movements: taken.map(({ layerId, qtyMilli, costTiyin }) => ({
      layerId,
      productId,
      kind: 'sale',
      documentId,
      lineNo,
      qtyMilli: -qtyMilli,
      costTiyin: -costTiyin,
    })),
  };
}

/**
 * A lot received: it enters whole, then what it settled leaves it and fills the deficits. The lot is written even
 * when nothing remains of it, because the cost of those sales opens down to it.
 */
export function changesOfReceivedLot(
  lot: Layer,
  productId: string,
  settlements: ReceiveResult['settlements'],
  document: DocumentLine,
): StockChanges {
  const { documentId, documentNumber, lineNo } = document;
  const of = { productId, documentId, lineNo };
  return {
    newLayers: [
      {
        layerId: lot.layerId,
        productId,
        kind: 'lot',
        documentKind: 'delivery',
        documentId,
        documentNumber,
      },
    ],
    movements: [
      { ...of, layerId: lot.layerId, kind: 'delivery', qtyMilli: lot.qtyMilli, costTiyin: lot.costTiyin },
      ...settlements.flatMap((s) => [
        {
          ...of,
          layerId: lot.layerId,
          kind: 'settlement' as const,
          qtyMilli: -s.qtyMilli,
          costTiyin: -s.actualCostTiyin,
        },
        {
          ...of,
          layerId: s.deficitLayerId,
          kind: 'settlement' as const,
          qtyMilli: s.qtyMilli,
          costTiyin: s.provisionalCostTiyin,
        },
      ]),
    ],
  };
}

/** Several lines' changes as one, in order. */
export function joinChanges(parts: Iterable<StockChanges>): StockChanges {
  const joined: StockChanges = { newLayers: [], movements: [] };
  for (const { newLayers, movements } of parts) {
    joined.newLayers.push(...newLayers);
    joined.movements.push(...movements);
  }
  return joined;
}
