import { DomainError } from './errors.ts';
import { divRound, sumTiyin, type Tiyin, tiyin, ZERO_TIYIN } from './money.ts';
import { type QtyMilli, qtyMilli } from './quantity.ts';

/**
 * Stock of one product in one warehouse, oldest first.
 * A lot has qty > 0 and the TOTAL cost of what remains of it, >= 0. A deficit (sold before it was
 * received) has qty < 0 and minus its provisional cost, <= 0. So sums of qty and cost over the layers are
 * the stock and its value, whatever the layers are.
 */
export type Layer = { layerId: string; qtyMilli: QtyMilli; costTiyin: Tiyin };

/** The price of a unit as a fraction nobody has rounded: `costTiyin` for `qtyMilli`. */
export type UnitCost = { costTiyin: Tiyin; qtyMilli: QtyMilli };

/** A part taken out of a layer; both figures >= 0. */
export type Consumption = { layerId: string; qtyMilli: QtyMilli; costTiyin: Tiyin };

export type ConsumeResult = {
  layers: Layer[];
  consumptions: Consumption[];
  /** What the lots could not cover, at provisional cost, both >= 0; it is also the last of `layers`, negated. */
  deficit: Consumption | null;
  /** Consumptions and deficit together: the cost of the sale line. */
  costTiyin: Tiyin;
};

/** A lot that arrived covers goods sold earlier; `differenceTiyin` = actual - provisional, still to be posted. */
export type Settlement = {
  deficitLayerId: string;
  qtyMilli: QtyMilli;
  provisionalCostTiyin: Tiyin;
  actualCostTiyin: Tiyin;
  differenceTiyin: Tiyin;
};

export type ReceiveResult = { layers: Layer[]; settlements: Settlement[]; remaining: Layer | null };

/**
 * Takes `qty` from the oldest lots on. A partial take carries its share of the lot's cost, half-up; the
 * remainder stays in the lot, so the value before = cost + the value after, to the tiyin. What the lots
 * cannot cover becomes a deficit layer named `deficitLayerId`, at `provisionalUnitCost` (null: at zero).
 * Throws `fifo/quantity-not-positive`, `fifo/unit-cost-invalid`.
 */
export function consumeFifo(
  layers: readonly Layer[],
  qty: QtyMilli,
  provisionalUnitCost: UnitCost | null,
  deficitLayerId: string,
): ConsumeResult {
  if (qty <= 0n) throw new DomainError('fifo/quantity-not-positive', { qtyMilli: qty });
  const after: Layer[] = [];
  const consumptions: Consumption[] = [];
  let wanted: bigint = qty;
  for (const layer of layers) {
    if (wanted === 0n || layer.qtyMilli <= 0n) {
      after.push(layer);
      continue;
    }
    const [taken, left] = take(layer, wanted);
    consumptions.push(taken);
    wanted -= taken.qtyMilli;
    if (left) after.push(left);
  }
  const deficit = wanted > 0n ? deficitOf(deficitLayerId, qtyMilli(wanted), provisionalUnitCost) : null;
  if (deficit) after.push(negated(deficit));
  const costTiyin = tiyin(sumTiyin(consumptions.map((c) => c.costTiyin)) + (deficit?.costTiyin ?? 0n));
  return { layers: after, consumptions, deficit, costTiyin };
}

/**
 * Puts a lot into stock. Deficits are settled first, oldest first, at the lot's own cost; what is left
 * of the lot (`remaining`) becomes the newest layer.
 * value before + lot cost = value after + sum of differences.
 * Throws `fifo/quantity-not-positive`, `fifo/cost-negative`.
 */
export function receiveLot(layers: readonly Layer[], lot: Layer): ReceiveResult {
  const { layers: settled, settlements, remaining } = settleDeficits(layers, lot);
  return { layers: remaining ? [...settled, remaining] : settled, settlements, remaining };
}

/**
 * Puts back what a sale line took (its consumptions, and its deficit if it had one) at the cost it was taken
 * at. Right after the sale this restores the layers exactly. Later: a lot still there grows, a lot used up
 * comes back as the oldest, a deficit meanwhile settled comes back as a lot; whatever returns as a lot
 * settles deficits of others first, hence the settlements.
 * Throws `fifo/quantity-not-positive`, `fifo/cost-negative`.
 */
export function returnToStock(
  layers: readonly Layer[],
  returned: readonly Consumption[],
): { layers: Layer[]; settlements: Settlement[] } {
  let current = [...layers];
  const settlements: Settlement[] = [];
  const homeless: Layer[] = [];
  for (const part of returned) {
    assertLot(part);
    const index = current.findIndex((layer) => layer.layerId === part.layerId);
    const home = current[index];
    if (!home) {
      homeless.push(part);
    } else if (home.qtyMilli > 0n) {
      current[index] = added(home, part);
    } else {
      const own = settleDeficits([home], part);
      current.splice(index, 1, ...own.layers);
      settlements.push(...own.settlements);
      if (own.remaining) homeless.push(own.remaining);
    }
  }
  const restored: Layer[] = [];
  for (const part of homeless) {
    const result = settleDeficits(current, part);
    current = result.layers;
    settlements.push(...result.settlements);
    if (result.remaining) restored.push(result.remaining);
  }
  return { layers: [...restored, ...current], settlements };
}

/** One sale line in a batch; its id also names the deficit layer it may leave behind. */
export type StockLine = { lineId: string; productId: string; qtyMilli: QtyMilli };

export type ConsumedLine = { lineId: string; productId: string } & Omit<ConsumeResult, 'layers'>;

/**
 * Consumes many lines of many products in the order given, each line seeing what the lines before it left.
 * `stock` and `provisional` may lack a product: then it has no layers, or no provisional cost.
 * Returns the layers of every product touched and one result per line. Inputs are not changed.
 */
export function consumeBatch(
  stock: ReadonlyMap<string, readonly Layer[]>,
  lines: readonly StockLine[],
  provisional: ReadonlyMap<string, UnitCost | null>,
): { layersByProduct: Map<string, Layer[]>; lines: ConsumedLine[] } {
  const layersByProduct = new Map<string, Layer[]>();
  const consumed = lines.map(({ lineId, productId, qtyMilli: qty }): ConsumedLine => {
    const before = layersByProduct.get(productId) ?? stock.get(productId) ?? [];
    const { layers, ...rest } = consumeFifo(before, qty, provisional.get(productId) ?? null, lineId);
    layersByProduct.set(productId, layers);
    return { lineId, productId, ...rest };
  });
  return { layersByProduct, lines: consumed };
}

function settleDeficits(layers: readonly Layer[], lot: Layer): ReceiveResult {
  assertLot(lot);
  const after: Layer[] = [];
  const settlements: Settlement[] = [];
  let remaining: Layer | null = lot;
  for (const layer of layers) {
    if (!remaining || layer.qtyMilli >= 0n) {
      after.push(layer);
      continue;
    }
    const owed = negated(layer);
    const [actual, lotLeft]: Taken = take(remaining, owed.qtyMilli);
    const [provisional, owedLeft] = take(owed, actual.qtyMilli);
    settlements.push({
      deficitLayerId: layer.layerId,
      qtyMilli: actual.qtyMilli,
      provisionalCostTiyin: provisional.costTiyin,
      actualCostTiyin: actual.costTiyin,
      differenceTiyin: tiyin(actual.costTiyin - provisional.costTiyin),
    });
    if (owedLeft) after.push(negated(owedLeft));
    remaining = lotLeft;
  }
  return { layers: after, settlements, remaining };
}

type Taken = [taken: Layer, left: Layer | null];

/** The only place where a cost is divided: what is taken and what is left always add up to the layer. */
function take(layer: Layer, wanted: bigint): Taken {
  const { layerId } = layer;
  if (wanted >= layer.qtyMilli) {
    return [{ layerId, qtyMilli: layer.qtyMilli, costTiyin: layer.costTiyin }, null];
  }
  const costTiyin = divRound(layer.costTiyin * wanted, layer.qtyMilli, 'half-up');
  return [
    { layerId, qtyMilli: qtyMilli(wanted), costTiyin: tiyin(costTiyin) },
    { ...layer, qtyMilli: qtyMilli(layer.qtyMilli - wanted), costTiyin: tiyin(layer.costTiyin - costTiyin) },
  ];
}

function deficitOf(layerId: string, qty: QtyMilli, unitCost: UnitCost | null): Consumption {
  if (!unitCost) return { layerId, qtyMilli: qty, costTiyin: ZERO_TIYIN };
  if (unitCost.qtyMilli <= 0n || unitCost.costTiyin < 0n) {
    throw new DomainError('fifo/unit-cost-invalid', { ...unitCost });
  }
  return {
    layerId,
    qtyMilli: qty,
    costTiyin: tiyin(divRound(unitCost.costTiyin * qty, unitCost.qtyMilli, 'half-up')),
  };
}

function negated(layer: Layer): Layer {
  return { layerId: layer.layerId, qtyMilli: qtyMilli(-layer.qtyMilli), costTiyin: tiyin(-layer.costTiyin) };
}

function added(layer: Layer, part: Consumption): Layer {
  return {
    ...layer,
    qtyMilli: qtyMilli(layer.qtyMilli + part.qtyMilli),
    costTiyin: tiyin(layer.costTiyin + part.costTiyin),
  };
}

function assertLot(lot: Layer): void {
  if (lot.qtyMilli <= 0n) throw new DomainError('fifo/quantity-not-positive', { qtyMilli: lot.qtyMilli });
  if (lot.costTiyin < 0n) throw new DomainError('fifo/cost-negative', { costTiyin: lot.costTiyin });
}
