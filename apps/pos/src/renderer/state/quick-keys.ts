import type { ProductView } from '../../bridge/catalogue/contract.ts';

const KEY = 'jowi.till.quick-keys';
const KEPT = 60;

type Uses = Record<string, number>;

/** How often each product was put on a receipt here by hand. A convenience of this screen, not a fact. */
function readUses(): Uses {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof saved !== 'object' || saved === null) return {};
    return Object.fromEntries(
      Object.entries(saved).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
  } catch {
    return {};
  }
}

export function noteUse(productId: string): void {
  const uses = readUses();
  uses[productId] = (uses[productId] ?? 0) + 1;
  const most = Object.entries(uses).sort((a, b) => b[1] - a[1]);
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(most.slice(0, KEPT))));
}

/** Products used most first, the rest in the order they came. */
export function byUse(products: readonly ProductView[]): ProductView[] {
  const uses = readUses();
  return [...products].sort((a, b) => (uses[b.id] ?? 0) - (uses[a.id] ?? 0));
}
