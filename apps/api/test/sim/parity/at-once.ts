import type { JournalEntry } from '@jowi/contracts/sync/journal';
import type { Door } from '../sim-till.ts';
import type { Slot, TwoServers } from './world.ts';

/** Three tills sell the same goods while the office takes some in: all at once, each till in its own order. */
export async function sellAtOnce(world: TwoServers): Promise<(door: Door) => Promise<void>> {
  const { rng, tenant } = world;
  for (const name of ['Till 1', 'Till 2', 'Till 3']) await world.addTill(name);
  const batches = new Map<Slot, JournalEntry[][]>();
  for (const slot of world.slots) {
    const sales = Array.from({ length: 12 }, () =>
      slot.till.sell(
        [0, 1].map(() => ({ productId: rng.pick(tenant.products).id, qtyMilli: 1_000, priceTiyin: 5 })),
      ),
    );
    batches.set(slot, [sales.slice(0, 4), sales.slice(2, 8), sales.slice(8), sales.slice(0, 9)]);
  }
  return async (door) => {
    const office = door.server.office(door.tenantId);
    const selling = [...batches].map(async ([slot, all]) => {
      for (const entries of all) await door.push(slot.till, entries);
    });
    const receiving = tenant.products.map((it) =>
      office.postDelivery(it.id, { qtyMilli: 9_000n, costTiyin: 7n }),
    );
    const pricing = tenant.products.map((it) => office.changePrice(it.id, 9n));
    await Promise.all([...selling, ...receiving, ...pricing]);
  };
}
