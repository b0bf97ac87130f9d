import { hold } from '../check/broken.ts';
import { findUnequal } from '../check/catalogue.ts';
import { countOf, rowsOf } from '../check/till-books.ts';
import type { Machine } from '../machine/machine.ts';
import { restart } from '../people/misfortune.ts';
import { SERVER_URL, type Simulation } from './simulation.ts';

/** Within so long after everything works again, everything must have arrived. */
const LIVENESS_MS = 15 * 60_000;

/** Repairs whatever people can repair: cables, disks, power, switched-off tills. Clocks stay as wrong as they are. */
export async function heal(sim: Simulation): Promise<void> {
  const { network, machines, world } = sim;
  world.note('heal');
  network.calmDown();
  sim.serverCrashIn = 0;
  for (const machine of machines) {
    machine.unpluggedUntilMs = 0;
    machine.disk.fault = null;
    machine.diskTroubleUntilMs = world.nowMs + 70_000;
    machine.dieAfter(0, 'kill');
    machine.onCrash = null;
    restart(sim, machine);
  }
  for (const end of [...sim.openChanges]) sim.spawn(end());
  for (const machine of machines.filter((it) => it.revoked)) await pairAgain(sim, machine);
}

/** With a new code from the back office; its journal goes on where it was. */
async function pairAgain(sim: Simulation, machine: Machine): Promise<void> {
  const office = sim.server.office(sim.tenants[machine.tenant]!.tenantId);
  const code = await office.createPairingCode(machine.terminalId);
  const pairing = machine.till!.device.pair({ code, serverUrl: SERVER_URL });
  await sim.world.run(sim.world.nowMs + 5_000);
  const paired = await Promise.race([pairing, Promise.resolve(null)]);
  hold('14 liveness', paired?.ok === true, () => `${machine.name}: pairing again: ${JSON.stringify(paired)}`);
  machine.revoked = false;
}

/** 14: bounded liveness: everything has been sent, marked and printed, and every till has what the back office has. */
export async function settle(sim: Simulation): Promise<void> {
  const { world, machines } = sim;
  const untilMs = world.nowMs + LIVENESS_MS;
  let lookEveryMs = 5_000;
  for (;;) {
    // Comparing costs more than waiting, and a till asks every half minute anyway.
    await world.run(world.nowMs + lookEveryMs, () => sim.strayErrors.length > 0);
    if (sim.strayErrors.length > 0) return;
    const late = machines.map((it) => ({ it, why: unsettled(it) })).find(({ why }) => why !== null);
    lookEveryMs = late ? 5_000 : 15_000;
    const why = late ? `${late.it.name}: ${late.why}` : await findDifference(sim);
    if (why === null) return;
    hold('14 liveness', world.nowMs < untilMs, () => `${why} after ${LIVENESS_MS / 60_000} minutes`);
  }
}

/** What a till has otherwise than the back office; null = nothing. */
async function findDifference({ server, tenants, machines }: Simulation): Promise<string | null> {
  for (const [tenant, { tenantId }] of tenants.entries()) {
    if (!machines.some((it) => it.tenant === tenant)) continue;
    const books = await server.books(tenantId);
    const difference = findUnequal(
      books,
      machines.filter((it) => it.tenant === tenant),
    );
    if (difference) return difference;
  }
  return null;
}

/** Why a till is not done yet; null = everything of it has arrived or waits for a person. */
function unsettled(machine: Machine): string | null {
  const unsent = countOf(machine, "SELECT count(*) AS n FROM sync_outbox WHERE status = 'new'");
  if (unsent > 0)
    return `${unsent} entries unsent ${JSON.stringify(rowsOf(machine, 'SELECT code FROM notice'))}`;
  const fiscal = countOf(
    machine,
    "SELECT count(*) AS n FROM fiscal_outbox WHERE state IN ('new', 'sending')",
  );
  if (fiscal > 0) return `${fiscal} receipts without their fiscal mark`;
  const papers = countOf(machine, "SELECT count(*) AS n FROM print_outbox WHERE state <> 'done'");
  return papers > 0 ? `${papers} papers not printed` : null;
}
