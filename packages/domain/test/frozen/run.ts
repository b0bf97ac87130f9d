import { consumeFifo, receiveLot, returnToStock } from '../../src/fifo.ts';
import { allocate } from '../../src/money.ts';
import { priceReceipt } from '../../src/pricing.ts';
import { foldShift } from '../../src/shift.ts';

/** What each kind of vector freezes: the input of a case to its output, both with bigints as decimal strings. */
const RUNNERS: Record<string, (input: never) => unknown> = {
  allocate: ({ total, weights }: { total: bigint; weights: bigint[] }) => allocate(total, weights),
  receipts: ({ lines, receiptDiscount, policy }: ReceiptInput) =>
    priceReceipt(lines, receiptDiscount, policy),
  shift: (events: Parameters<typeof foldShift>[0]) => foldShift(events),
  fifo: playFifo,
};

export type VectorKind = 'allocate' | 'receipts' | 'shift' | 'fifo';

export type VectorFile = {
  kind: VectorKind;
  calcVersion: number;
  cases: { name: string; input: unknown; expected: unknown }[];
};

export function runVector(kind: VectorKind, input: unknown): unknown {
  return encode(RUNNERS[kind]!(decode(input) as never));
}

/** Bigints become decimal strings, so that any language can read a vector. */
export function encode(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, v) => (typeof v === 'bigint' ? String(v) : v)));
}

/** Every string of digits is a bigint: ids in vectors have letters in them. */
function decode(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, v) =>
    typeof v === 'string' && /^-?\d+$/.test(v) ? BigInt(v) : v,
  );
}

type ReceiptInput = {
  lines: Parameters<typeof priceReceipt>[0];
  receiptDiscount: Parameters<typeof priceReceipt>[1];
  policy: Parameters<typeof priceReceipt>[2];
};

type FifoStep =
  | { do: 'receive'; lot: Parameters<typeof receiveLot>[1] }
  | {
      do: 'sell';
      lineId: string;
      qtyMilli: Parameters<typeof consumeFifo>[1];
      unitCost: Parameters<typeof consumeFifo>[2];
    }
  | { do: 'return'; lineId: string };

/** A history of one product: what every step gave, layers included. */
function playFifo(steps: FifoStep[]): unknown[] {
  let layers: Parameters<typeof receiveLot>[0] = [];
  const sold = new Map<string, Parameters<typeof returnToStock>[1]>();
  return steps.map((step) => {
    const result =
      step.do === 'receive'
        ? receiveLot(layers, step.lot)
        : step.do === 'sell'
          ? consumeFifo(layers, step.qtyMilli, step.unitCost, step.lineId)
          : returnToStock(layers, sold.get(step.lineId)!);
    if (step.do === 'sell' && 'consumptions' in result) {
      sold.set(step.lineId, [...result.consumptions, ...(result.deficit ? [result.deficit] : [])]);
    }
    layers = result.layers;
    return result;
  });
}
