import { assertAnyOrder } from '../check/arrival-order.ts';
import { assertBooks } from '../check/assert-books.ts';
import { Broken } from '../check/broken.ts';
import { watchForLeaks } from '../check/leaks.ts';
import type { DiskPool } from '../disk/disk-pool.ts';
import { Died } from '../disk/sim-disk.ts';
import type { Plan } from '../plan/steps.ts';
import { heal, settle } from './heal.ts';
import type { ServerKind } from './open-server.ts';
import { playFaults } from './play.ts';
import { build, type Simulation, setUp } from './simulation.ts';

export type Outcome = {
  readonly seed: string;
  readonly traceHash: string;
  readonly broken: { readonly invariant: string; readonly message: string } | null;
  readonly sales: number;
  readonly crashes: number;
  readonly serverCrashes: number;
  readonly events: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly stateHashes: readonly string[];
  readonly trace: readonly string[];
};

export type RunOptions = {
  readonly server: ServerKind;
  readonly keepTrace?: boolean;
  readonly anyOrder?: boolean;
};

/** One seed from the first event to the last check. Never throws for what the system did wrong. */
export async function runSeed(
  plan: Plan,
  pool: DiskPool,
  { server, keepTrace = false, anyOrder = false }: RunOptions,
): Promise<Outcome> {
  const sim = await build(plan, pool, server, keepTrace);
  let broken: Outcome['broken'] = null;
  const stopCatching = catchStrays(sim);
  const stateHashes: string[] = [];
  try {
    watchForLeaks(sim);
    await setUp(sim);
    await playFaults(sim);
    rethrow(sim);
    await heal(sim);
    await settle(sim);
    rethrow(sim);
    await assertBooks(sim);
    if (anyOrder) await assertAnyOrder(sim);
    for (const { tenantId } of sim.tenants) stateHashes.push(await sim.server.stateHash(tenantId));
    sim.world.note(`state ${stateHashes.join(' ')}`);
  } catch (error) {
    broken = brokenBy(error);
    sim.world.note(`broken ${broken.invariant}`);
  } finally {
    for (const machine of sim.machines) if (machine.incarnation) machine.incarnation.alive = false;
    await sim.server.close();
    stopCatching();
    pool.giveAllBack();
  }
  return {
    ...countsOf(sim),
    broken,
    stateHashes,
    seed: plan.seed,
    traceHash: sim.world.trace.digest(),
    trace: sim.world.trace.lines,
  };
}

function countsOf({ sales, machines, serverCrashes, world, faults }: Simulation) {
  const crashes = machines.reduce((sum, it) => sum + it.crashes, 0);
  return { sales, crashes, serverCrashes, events: world.events, faults: Object.fromEntries(faults) };
}

/** What is thrown where nobody waits is a bug of the program, unless it is the end of one that died. */
function catchStrays({ strayErrors }: Simulation): () => void {
  const stray = (error: unknown) => {
    if (!(error instanceof Died)) strayErrors.push(error);
  };
  process.on('uncaughtException', stray).on('unhandledRejection', stray);
  return () => process.off('uncaughtException', stray).off('unhandledRejection', stray);
}

/** What broke in a step that nobody waited for. */
function rethrow({ strayErrors }: Simulation): void {
  if (strayErrors.length > 0) throw strayErrors[0];
}

function brokenBy(error: unknown): NonNullable<Outcome['broken']> {
  if (error instanceof Broken) return { invariant: error.invariant, message: error.message };
  return {
    invariant: '0 no bugs',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
