import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import { uuidV7 } from '@jowi/domain/ids';
import { signAssertion } from '@jowi/sync/assertion';
import { exportPublicKey } from '@jowi/sync/journal-hash';
import type { SimServer } from '../../../apps/api/test/sim/sim-server.ts';
import type { Machine } from '../machine/machine.ts';
import { openServer } from '../run/open-server.ts';
import type { Simulation } from '../run/simulation.ts';
import { createTenants } from '../run/tenants.ts';
import { Rng } from '../world/rng.ts';
import { START_MS } from '../world/world.ts';
import { hold } from './broken.ts';
import { journalOf, type TillEntry } from './till-books.ts';

const NAME = '5 any arrival order, same state hash';

/**
 * 5: the journals once more, to two servers that start the same: to one till after till in full batches, to the other in
 * bits and pieces, tills in turns, some of it twice. Both must end in the same state.
 */
export async function assertAnyOrder(sim: Simulation): Promise<void> {
  const machines = sim.machines.filter((it) => !it.copyOf && !it.restored && journalOf(it).length > 0);
  if (machines.length === 0) return;
  const rng = new Rng(`arrival ${sim.plan.seed}`);
  const inTurn = machines.flatMap((it) => batchesOf(it, () => 100));
  const mixed = interleave(
    rng,
    machines.map((it) => batchesOf(it, () => rng.int(1, 7))),
  );
  const repeated = mixed.flatMap((batch) => (rng.chance(0.2) ? [batch, batch] : [batch]));
  const one = await stateAfter(sim, inTurn);
  const other = await stateAfter(sim, repeated);
  hold(NAME, one === other, () => `${one} in one order, ${other} in another`);
}

type Batch = { readonly machine: Machine; readonly entries: readonly TillEntry[] };

async function stateAfter({ plan, world }: Simulation, batches: readonly Batch[]): Promise<string> {
  // The same draws at the same hour as in the first run: the same ids of goods and terminals.
  const rng = new Rng(plan.seed);
  const random = rng.fork('server');
  let nowMs = START_MS;
  const server = await openServer(
    { store: 'model' },
    { nowMs: () => nowMs, randomBytes: (length) => random.bytes(length) },
  );
  const tenants = await createTenants(server, plan, rng.fork('tenants'));
  const codes = new Map<string, string>();
  for (const [till, { tenant }] of plan.tills.entries()) {
    const terminal = await server.office(tenants[tenant]!.tenantId).createTerminal(`t${till + 1}`);
    codes.set(terminal.terminalId, terminal.pairingCode);
  }
  for (const machine of new Set(batches.map((it) => it.machine))) {
    const { publicKey } = keysOf(machine);
    const code = codes.get(machine.terminalId);
    await post(server, machine, '/v1/terminals/pair', {}, { code, publicKey });
  }
  nowMs = world.timeMs;
  for (const { machine, entries } of batches) {
    nowMs += 10;
    const { tenantId } = tenants[machine.tenant]!;
    const jti = uuidV7(nowMs, random.bytes(10));
    const claims = { terminalId: machine.terminalId, tenantId, nowMs, jti };
    const authorization = `Bearer ${signAssertion(claims, keysOf(machine).privateKey)}`;
    const sent = entries.map(({ status: _, problem: __, ...entry }) => entry);
    await post(server, machine, '/v1/sync/push', { authorization }, { wire: WIRE_VERSION, entries: sent });
  }
  const hashes = await Promise.all(tenants.map(({ tenantId }) => server.stateHash(tenantId)));
  await server.close();
  return hashes.join(' ');
}

async function post(
  server: SimServer,
  { name }: Machine,
  path: string,
  headers: object,
  body: object,
): Promise<void> {
  const type = { 'content-type': 'application/json' };
  const answer = await server.handle({
    method: 'POST',
    path,
    headers: { ...type, ...headers },
    body: JSON.stringify(body),
  });
  hold(NAME, answer?.status === 200, () => `${name}: ${path} answers ${answer?.status} ${answer?.body}`);
}

function batchesOf(machine: Machine, size: () => number): Batch[] {
  const batches: Batch[] = [];
  const entries = journalOf(machine);
  for (let from = 0; from < entries.length; ) {
    // One epoch a push.
    const epoch = entries[from]!.epoch;
    const batch = entries.slice(from, from + size()).filter((it) => it.epoch === epoch);
    batches.push({ machine, entries: batch });
    from += batch.length;
  }
  return batches;
}

/** Each till's batches in their order, the tills in turns at random. */
function interleave(rng: Rng, queues: readonly Batch[][]): Batch[] {
  const turns = rng.shuffle(queues.flatMap((queue, i) => queue.map(() => i)));
  const next = queues.map((queue) => queue.values());
  return turns.map((i) => next[i]!.next().value!);
}

function keysOf({ disk }: Machine): { privateKey: KeyObject; publicKey: string } {
  const privateKey = createPrivateKey(Buffer.from(disk.files.get('device.key')!));
  return { privateKey, publicKey: exportPublicKey(createPublicKey(privateKey)) };
}
