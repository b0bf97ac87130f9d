import type { Step } from '../plan/steps.ts';
import type { Simulation } from '../run/simulation.ts';
import { productSeed } from '../run/tenants.ts';

type OfficeStep = Extract<Step, { tenant: number }>;

/** What people do in the back office of a business while its tills sell. */
export async function workInOffice(sim: Simulation, step: OfficeStep): Promise<void> {
  const tenant = sim.tenants[step.tenant]!;
  const office = sim.server.office(tenant.tenantId);
  const productOf = (number: number) => tenant.products[number]!.id;
  switch (step.kind) {
    case 'price':
      return office.changePrice(productOf(step.product), BigInt(step.priceTiyin));
    case 'slow-price':
      return changeSlowly(sim, step);
    case 'delivery':
      return office.postDelivery(productOf(step.product), {
        qtyMilli: BigInt(step.qtyMilli),
        costTiyin: BigInt(step.costTiyin),
      });
    case 'archive':
      return office.archiveProduct(productOf(step.product));
    case 'new-product':
      await office.addProduct(
        productSeed(step.tenant, 100 + step.number, sim.world.rng.fork(`new ${step.number}`)),
      );
      return;
    case 'suspend':
      return office.suspendEmployee(tenant.employees[step.cashier]!.id);
  }
}

/** Its transaction stays open while others commit: the feed must skip neither it nor them. */
async function changeSlowly(sim: Simulation, step: Extract<Step, { kind: 'slow-price' }>): Promise<void> {
  const { tenantId, products } = sim.tenants[step.tenant]!;
  const office = sim.server.office(tenantId);
  const change = await office.beginPriceChange(products[step.product]!.id, BigInt(step.priceTiyin));
  const end = async () => {
    sim.openChanges.delete(end);
    await (step.commits ? change.commit() : change.abort());
  };
  sim.openChanges.add(end);
  sim.world.after(sim.real ? 0 : step.openMs, () => {
    if (sim.openChanges.has(end)) sim.spawn(end());
  });
}
