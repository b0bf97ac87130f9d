import type { Simulation } from '../run/simulation.ts';
import { taintOf } from '../run/tenants.ts';
import { Broken } from './broken.ts';

/** 13: no byte of one business in an answer to the other's till. */
export function watchForLeaks({ network, tenants, strayErrors }: Simulation): void {
  network.seen = (machine, request, { body }) => {
    const other = 1 - machine.tenant;
    const { tenantId, storeId } = tenants[other]!;
    for (const taint of [taintOf(other), tenantId, storeId]) {
      if (!body.includes(taint)) continue;
      const message = `${machine.name}: ${request.path} answers with ${taint} of the other business`;
      strayErrors.push(new Broken('13 no byte of another tenant', message));
    }
  };
}
