import type { ProductSeed, SimServer, SimTenant, TenantSeed } from '../../../apps/api/test/sim/sim-server.ts';
import { PRODUCTS } from '../plan/goods.ts';
import type { Plan } from '../plan/steps.ts';
import type { Rng } from '../world/rng.ts';

/** Stands in every text of a business; seen in another's, something leaked. */
export const taintOf = (tenant: number) => `taint-of-${tenant}`;

export const CASHIER_PINS = ['1111', '2222'] as const;
export const MANAGER_PIN = '903144';

export async function createTenants(server: SimServer, plan: Plan, rng: Rng): Promise<SimTenant[]> {
  const tenants: SimTenant[] = [];
  for (const tenant of [0, 1]) tenants.push(await server.createTenant(tenantSeed(tenant, plan, rng)));
  return tenants;
}

function tenantSeed(tenant: number, { negativeStock }: Plan, rng: Rng): TenantSeed {
  const name = (text: string) => `${text} ${taintOf(tenant)}`;
  return {
    name: name('Savdo'),
    negativeStock,
    employees: [
      { name: name('Dilnoza'), role: 'cashier', pin: CASHIER_PINS[0] },
      { name: name('Gulnora'), role: 'cashier', pin: CASHIER_PINS[1] },
      { name: name('Aziza'), role: 'manager', pin: MANAGER_PIN },
    ],
    products: Array.from({ length: PRODUCTS }, (_, number) => productSeed(tenant, number, rng)),
  };
}

export function productSeed(tenant: number, number: number, rng: Rng): ProductSeed {
  return {
    sku: `${taintOf(tenant)}-${number}`,
    name: `Tovar ${number} ${taintOf(tenant)}`,
    // The same codes in both businesses: a lookup that forgets whose they are finds the wrong goods.
    barcode: barcodeOf(number),
    priceTiyin: BigInt(rng.int(1, 900) * 100 + rng.pick([0, 0, 1, 33, 99])),
    vatRateBps: rng.pick([1_200, 1_200, 0, null]),
    unit: number % 4 === 3 ? 'kg' : 'piece',
    lots: Array.from({ length: rng.int(0, 2) }, () => ({
      qtyMilli: BigInt(rng.int(1, 60) * 1_000),
      costTiyin: BigInt(rng.int(1, 3_000_000)),
    })),
  };
}

export function barcodeOf(number: number): string {
  return `2000000${String(number).padStart(5, '0')}`;
}
