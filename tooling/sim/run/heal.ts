import { hold } from '../check/broken.ts';
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

/** 14: bounded liveness. Looked at every few seconds; the last change of goods takes a pull to arrive. */
export async function settle(sim: Simulation): Promise<void> {
  const { world, machines } = sim;
  const untilMs = world.nowMs + LIVENESS_MS;
  while (machines.some((it) => unsettled(it) !== null)) {
    const late = machines.map((it) => ({ it, why: unsettled(it) })).find(({ why }) => why !== null);
    hold(
      '14 liveness',
      world.nowMs < untilMs,
      () => `${late?.it.name}: ${late?.why} after ${LIVENESS_MS / 60_000} minutes`,
    );
    await world.run(world.nowMs + 5_000, () => sim.strayErrors.length > 0);
    if (sim.strayErrors.length > 0) return;
  }
  await world.run(world.nowMs + 50_000, () => sim.strayErrors.length > 0);
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
