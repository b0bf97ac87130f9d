import { TillError } from '@jowi/till/result';
import { hold } from '../check/broken.ts';
import { receiptsOf } from '../check/till-books.ts';
import { assertNothingLost } from '../check/till-checks.ts';
import { copyOf, restore } from '../disk/disk-image.ts';
import { Incarnation } from '../machine/incarnation.ts';
import type { Machine } from '../machine/machine.ts';
import { addMachineWith, type Simulation } from '../run/simulation.ts';

/** Switched on again as soon as it will start. */
export function restart(sim: Simulation, machine: Machine): void {
  if (machine.incarnation?.alive || machine.retired) return;
  try {
    machine.start();
  } catch (error) {
    if (!machine.inDiskTrouble) throw error;
    sim.world.after(2_000, () => restart(sim, machine));
    return;
  }
  assertNothingLost(machine);
}

/** Invariant 2 is asked at once when it comes back. */
export function crashLater(
  sim: Simulation,
  machine: Machine,
  step: { how: 'kill' | 'power'; points: number; offMs: number },
): void {
  machine.dieAfter(step.points, step.how);
  machine.onCrash = () => sim.world.after(step.offMs, () => restart(sim, machine));
}

/** A second program on the same disk is sent away and does no harm to the first. */
export function startSecondProcess(sim: Simulation, machine: Machine): void {
  if (!machine.incarnation?.alive) return;
  const second = new Incarnation(sim.world, machine);
  try {
    second.start();
    hold('two processes', false, () => `${machine.name}: a second program sells on the same database`);
  } catch (error) {
    const code = error instanceof TillError ? error.problem.code : String(error);
    if (machine.inDiskTrouble) return;
    hold('two processes', code === 'till/already-running', () => `${machine.name}: refused with ${code}`);
  } finally {
    second.alive = false;
  }
}

export function backUp(machine: Machine): void {
  machine.backup = { image: copyOf(machine.disk), acknowledged: machine.acknowledged.length };
}

/** Yesterday's disk is put in. What was sold since and had not reached the server is lost with the old one. */
export async function restoreBackup(sim: Simulation, machine: Machine): Promise<void> {
  const { backup } = machine;
  if (!backup || machine.copyOf) return;
  machine.crash('power');
  const books = await sim.server.books(sim.tenants[machine.tenant]!.tenantId);
  const known = new Set(books.journal.map((entry) => (entry.payload as { receiptId?: string }).receiptId));
  for (const { entry } of books.quarantine) {
    known.add((entry as { payload: { receiptId?: string } }).payload.receiptId);
  }
  for (const { receiptId } of machine.acknowledged.slice(backup.acknowledged)) {
    machine.onLostDisk.add(receiptId);
    if (!known.has(receiptId)) machine.goneWithDisk.add(receiptId);
  }
  machine.disk = sim.pool.take();
  restore(machine.disk, backup.image);
  machine.restored = true;
  machine.backup = null;
  sim.world.note(`${machine.name} restored`);
  sim.world.after(machine.rng.int(200, 5_000), () => restart(sim, machine));
}

/** The disk is copied and the copy sells in another machine, with a fiscal module of its own. */
export function cloneTill(sim: Simulation, machine: Machine): void {
  if (machine.copyOf || sim.machines.some((it) => it.copyOf === machine)) return;
  const copy = addMachineWith(sim, `${machine.name}c`, machine.tenant, copyOf(machine.disk));
  copy.copyOf = machine;
  copy.revoked = machine.revoked;
  for (const hash of machine.poisoned) copy.poisoned.add(hash);
  copy.terminalId = machine.terminalId;
  machine.restored = true;
  for (const { receiptId } of receiptsOf(copy)) copy.ofOriginal.add(receiptId);
  sim.world.note(`${copy.name} copied`);
  restart(sim, copy);
}
