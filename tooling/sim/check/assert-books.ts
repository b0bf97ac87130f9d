import type { Books } from '../../../apps/api/test/sim/sim-server.ts';
import type { Machine } from '../machine/machine.ts';
import type { Simulation } from '../run/simulation.ts';
import { hold } from './broken.ts';
import { assertFiscalOnce, assertPaymentsOnce } from './devices.ts';
import { assertArithmetic, assertPostings, assertStock } from './money-and-goods.ts';
import { assertReckoning } from './reckoning.ts';
import {
  assertEverySaleOnce,
  assertNumbers,
  assertOrder,
  assertPayloads,
  assertPoisonKept,
} from './sales.ts';
import { assertStatements } from './statements.ts';
import {
  assertChain,
  assertDrawers,
  assertLogBounded,
  assertNothingLost,
  assertNumbersGapless,
} from './till-checks.ts';

/** Every invariant that is asked at the end, by its number in the bars. */
export async function assertBooks(sim: Simulation): Promise<void> {
  for (const machine of sim.machines) assertTill(machine);
  for (const [tenant, { tenantId }] of sim.tenants.entries()) {
    const books = await sim.server.books(tenantId);
    const machines = sim.machines.filter((it) => it.tenant === tenant);
    assertServer(books, machines);
    hold(
      '17 chains verify',
      books.audit.damage === 0,
      () => `the audit log has ${books.audit.damage} faults`,
    );
  }
}

function assertTill(machine: Machine): void {
  hold('0 no bugs', machine.complaints.length === 0, () => `${machine.name}: ${machine.complaints[0]}`);
  assertNothingLost(machine);
  assertNumbersGapless(machine);
  assertDrawers(machine);
  assertChain(machine);
  assertLogBounded(machine);
  assertReckoning(machine);
  assertStatements(machine);
}

function assertServer(books: Books, machines: readonly Machine[]): void {
  assertEverySaleOnce(books, machines);
  assertPoisonKept(books, machines);
  assertNumbers(books, machines);
  assertStock(books);
  assertPostings(books);
  assertArithmetic(books);
  assertFiscalOnce(books, machines);
  assertPaymentsOnce(books, machines);
  assertOrder(books);
  assertPayloads(books, machines);
}
