import type { Machine } from '../machine/machine.ts';
import { workInOffice } from '../people/back-office.ts';
import { Cashier } from '../people/cashier.ts';
import { backUp, cloneTill, crashLater, restoreBackup, startSecondProcess } from '../people/misfortune.ts';
import { poison } from '../people/poisoner.ts';
import type { PlannedStep, Step } from '../plan/steps.ts';
import type { Simulation } from './simulation.ts';

/** The fault phase: every step of the plan at its time. */
export async function playFaults(sim: Simulation): Promise<void> {
  const { world, network, plan } = sim;
  network.weather = plan.weather;
  const startMs = world.nowMs;
  for (const planned of plan.steps) world.after(planned.atMs, () => sim.spawn(take(sim, planned)));
  await world.run(startMs + plan.faultsMs, () => sim.strayErrors.length > 0);
}

async function take(sim: Simulation, { id, step }: PlannedStep): Promise<void> {
  sim.world.note(`step ${id} ${step.kind}`);
  count(sim, step);
  if ('tenant' in step) return workInOffice(sim, step);
  if (step.kind === 'nights') return sim.world.sleep(step.days * 86_400_000);
  if (step.kind === 'server-crash') {
    sim.serverCrashIn = step.steps;
    return;
  }
  for (const machine of machinesOf(sim, step.till)) await takeAt(sim, machine, step);
}

/** A till and the copy of it that somebody sells on. */
function machinesOf(sim: Simulation, till: number): Machine[] {
  const machine = sim.machines[till]!;
  return [machine, ...sim.machines.filter((it) => it.copyOf === machine)];
}

async function takeAt(
  sim: Simulation,
  machine: Machine,
  step: Exclude<Extract<Step, { till: number }>, { kind: 'nights' }>,
): Promise<void> {
  switch (step.kind) {
    case 'sale':
      return machine.till ? new Cashier(sim, machine).sell(step) : undefined;
    case 'next-shift':
      return machine.till ? new Cashier(sim, machine).nextShift() : undefined;
    case 'reprint':
      return machine.till ? new Cashier(sim, machine).reprint() : undefined;
    case 'wrong-pin':
      return machine.till ? new Cashier(sim, machine).mistypePin() : undefined;
    case 'crash':
      return crashLater(sim, machine, step);
    case 'disk':
      machine.disk.fault = { kind: step.fault, writesLeft: step.writes, failuresLeft: step.failures };
      machine.diskTroubleUntilMs = Number.POSITIVE_INFINITY;
      return;
    case 'clock':
      machine.clockErrorMs = step.errorMs;
      return;
    case 'unplug':
      machine.unpluggedUntilMs = sim.world.nowMs + step.forMs;
      return;
    case 'backup':
      return backUp(machine);
    case 'restore':
      return restoreBackup(sim, machine);
    case 'clone':
      return cloneTill(sim, machine);
    case 'second-process':
      return startSecondProcess(sim, machine);
    case 'fiscal-reject':
      machine.fiscal.rejectsNext = true;
      return;
    case 'poison':
      if (poison(machine, step.how)) sim.world.note(`${machine.name} poisoned ${step.how}`);
      return;
    case 'revoke':
      return revoke(sim, machine);
  }
}

async function revoke(sim: Simulation, machine: Machine): Promise<void> {
  machine.revoked = true;
  await sim.server.office(sim.tenants[machine.tenant]!.tenantId).revokeTerminal(machine.terminalId);
}

function count({ faults }: Simulation, step: Step): void {
  if (step.kind !== 'sale') faults.set(step.kind, (faults.get(step.kind) ?? 0) + 1);
}
