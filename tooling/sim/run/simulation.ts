import type { SimServer, SimTenant } from '../../../apps/api/test/sim/sim-server.ts';
import { Broken } from '../check/broken.ts';
import { type DiskImage, restore } from '../disk/disk-image.ts';
import type { DiskPool } from '../disk/disk-pool.ts';
import { Died } from '../disk/sim-disk.ts';
import { FiscalModule } from '../machine/fiscal-module.ts';
import { Machine } from '../machine/machine.ts';
import { PaperPrinter } from '../machine/paper-printer.ts';
import { type FaultCounts, Network } from '../net/network.ts';
import { CALM } from '../net/weather.ts';
import type { Plan } from '../plan/steps.ts';
import { World } from '../world/world.ts';
import { openServer, type ServerKind } from './open-server.ts';
import { createTenants } from './tenants.ts';

/** One world with everything in it, before anything has happened. */
export type Simulation = {
  readonly plan: Plan;
  readonly world: World;
  readonly server: SimServer;
  readonly network: Network;
  readonly tenants: readonly SimTenant[];
  readonly machines: Machine[];
  readonly pool: DiskPool;
  readonly faults: FaultCounts;
  /** Server crashes at the so-and-so-many-th step of its transactions from now; 0 = not. */
  serverCrashIn: number;
  serverCrashes: number;
  /** What went wrong where nobody could be told. */
  readonly strayErrors: unknown[];
  /** Ends of office transactions still open. */
  readonly openChanges: Set<() => Promise<void>>;
  sales: number;
  /** The store is a real database: the clock stands while it works. */
  readonly real: boolean;
  /** Something that goes on beside everything else; what it throws ends the run. */
  spawn(work: Promise<unknown>): void;
};

export const SERVER_URL = 'http://server';

export async function build(
  plan: Plan,
  pool: DiskPool,
  kind: ServerKind,
  keepTrace: boolean,
): Promise<Simulation> {
  const world = new World(plan.seed, keepTrace);
  const faults: FaultCounts = new Map();
  const serverRng = world.rng.fork('server');
  const sim = { serverCrashIn: 0 } as Simulation;
  const server = await openServer(kind, {
    nowMs: () => world.timeMs,
    randomBytes: (length) => serverRng.bytes(length),
    atStep: () => atServerStep(sim),
    atFailure: (error) => noteFailure(sim, error),
  });
  const real = kind.store === 'postgres';
  const network = new Network(world, server, CALM, faults, real);
  const tenants = await createTenants(server, plan, world.rng.fork('tenants'));
  Object.assign(sim, {
    ...{
      plan,
      world,
      server,
      network,
      tenants,
      pool,
      faults,
      machines: [],
      serverCrashIn: 0,
      serverCrashes: 0,
    },
    ...{ strayErrors: [], openChanges: new Set(), sales: 0, real },
    spawn: (work: Promise<unknown>) => {
      const done = work.catch((error) => {
        if (!(error instanceof Died)) noteFailure(sim, error);
      });
      if (real) void world.outside(done);
    },
  });
  for (const [tenant, { tenantId }] of tenants.entries()) {
    if (plan.pokes) server.onPoke(tenantId, () => network.poke(tenant));
  }
  for (const till of plan.tills.keys()) sim.machines.push(addMachine(sim, till));
  return sim;
}

function addMachine(sim: Simulation, till: number): Machine {
  const planned = sim.plan.tills[till]!;
  const machine = newMachine(sim, `t${till + 1}`, planned.tenant);
  machine.old = planned.old;
  machine.clockErrorMs = planned.clockErrorMs;
  return machine;
}

/** One more machine, with a disk that was another's. */
export function addMachineWith(sim: Simulation, name: string, tenant: number, image: DiskImage): Machine {
  const machine = newMachine(sim, name, tenant);
  restore(machine.disk, image);
  sim.machines.push(machine);
  return machine;
}

function newMachine(sim: Simulation, name: string, tenant: number): Machine {
  const { world, network, pool } = sim;
  const rng = world.rng.fork(`machine ${name}`);
  const fiscal = new FiscalModule(world, rng.fork('fiscal'), name);
  const printer = new PaperPrinter(world, rng.fork('printer'));
  const luck = rng.fork('devices');
  fiscal.fate = () =>
    luck.chance(network.weather.fiscalTrouble) ? luck.pick(['down', 'lost', 'late']) : 'ok';
  printer.fate = () => (luck.chance(network.weather.printerTrouble) ? luck.pick(['dead', 'torn']) : 'ok');
  return new Machine({ world, name, tenant, rng, network, fiscal, printer, disk: pool.take() });
}

/** What the server would have logged as an error; that its database went away under it is no bug of its own. */
function noteFailure({ strayErrors }: Simulation, error: unknown): void {
  if ((error as { code?: string }).code !== '57P01') strayErrors.push(error);
}

/** Each step of each transaction: it may take its time, and the server may die there. */
function atServerStep(sim: Simulation): void | Promise<void> {
  const { network, world } = sim;
  if (!network || sim.real) return;
  if (sim.serverCrashIn > 0 && --sim.serverCrashIn === 0) {
    return crashHere(sim);
  }
  if (network.weather.slowServer > 0 && world.rng.chance(network.weather.slowServer)) {
    return world.wait(world.rng.int(1, 400));
  }
}

/** The transaction stops where it is for a moment, then the server dies with it. */
async function crashHere(sim: Simulation): Promise<void> {
  await sim.world.wait(sim.world.rng.int(0, 300));
  sim.serverCrashes += 1;
  sim.world.note('server crash');
  sim.server.crash();
  sim.network.dropAllLines();
}

/** Every till is paired and has its goods, in fine weather: what happens before that is another test's business. */
export async function setUp(sim: Simulation): Promise<void> {
  const { world, machines, tenants, server } = sim;
  for (const machine of machines) {
    const office = server.office(tenants[machine.tenant]!.tenantId);
    const { terminalId, pairingCode } = await office.createTerminal(machine.name);
    machine.terminalId = terminalId;
    machine.start();
    void machine.till!.device.pair({ code: pairingCode, serverUrl: SERVER_URL });
  }
  const ready = () => machines.every(({ disk }) => hasCursor(disk.native));
  for (let second = 0; second < 60 && !ready(); second++) await world.run(world.nowMs + 1_000);
  if (!ready()) throw new Broken('setup', 'the tills did not get their goods in a minute of fine weather');
}

function hasCursor(native: Machine['disk']['native']): boolean {
  return native.prepare("SELECT 1 FROM meta WHERE key = 'cursor'").get() !== undefined;
}
