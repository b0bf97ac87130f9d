import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { sealEntry } from '@jowi/sync/journal-hash';
import { SigningTill } from '../../support/signing-till.ts';
import type { Door } from '../sim-till.ts';
import { claimOf } from './random-claims.ts';
import { idOf, writeEntries } from './random-entries.ts';
import type { Act, Slot, TwoServers } from './world.ts';

/** Something that happens to both servers; null: to the world only. */
export type Step = { readonly name: string; readonly act: Act };

export function nextStep(world: TwoServers): Step {
  const { rng } = world;
  const slot = rng.pick(world.slots);
  world.pass(rng.int(0, 8_000));
  const drawn = rng.int(1, 100);
  if (drawn <= 36) return pushOn(world, slot);
  if (drawn <= 42) return named('claim', claim(world, slot));
  if (drawn <= 50) return named('repeat', pushOf(slot, someOf(world, slot.sent)));
  if (drawn <= 60) return named('bad push', badPush(world, slot));
  if (drawn <= 72) return named('pull', pull(slot, rng.pick([1, 2, 3, 1_000])));
  if (drawn <= 75) return named('snapshot', snapshot(world, slot));
  if (drawn <= 77) return newEpoch(world, slot);
  if (drawn === 78) return named('pair anew', pairAnew(world, slot));
  if (drawn === 79) return named('copy', copyGoesOn(world, slot));
  if (drawn <= 83) return named('fork', fork(world, slot));
  if (drawn <= 90) return named('refused', refused(world, slot));
  return named('office', office(world));
}

const named = (name: string, act: Act): Step => ({ name, act });
const pushOf = (slot: Slot, entries: readonly JournalEntry[], unsent = 0): Act => {
  return (door) => door.push(slot.till, entries, unsent);
};

function write(world: TwoServers, slot: Slot, count: number): void {
  const { rng, tenant } = world;
  const { till, story } = slot;
  for (let i = 0; i < count; i++) slot.unsent.push(...writeEntries({ rng, till, tenant, story }));
}

function pushOn(world: TwoServers, slot: Slot): Step {
  const { rng } = world;
  write(world, slot, rng.int(1, 5));
  const overlap = rng.chance(0.2) ? slot.sent.slice(-rng.int(1, 3)) : [];
  const taken = slot.unsent.splice(0, rng.int(1, slot.unsent.length));
  slot.sent.push(...taken);
  return named('push', pushOf(slot, [...overlap, ...taken].slice(-100), slot.unsent.length));
}

/** Out of a till's past, in order, with holes. */
function someOf({ rng }: TwoServers, sent: readonly JournalEntry[]): JournalEntry[] {
  const start = rng.int(0, Math.max(0, sent.length - 1));
  const part = sent.slice(start, start + rng.int(1, 8)).filter(() => rng.chance(0.9));
  return part;
}

function badPush(world: TwoServers, slot: Slot): Act {
  const { rng } = world;
  if (slot.unsent.length < 3) write(world, slot, 3);
  const [first, second, third] = slot.unsent as [JournalEntry, JournalEntry, JournalEntry];
  const other = rng.pick(world.slots).till;
  const batches: readonly JournalEntry[][] = [
    // A gap, and then what comes before it.
    [second, third],
    [third],
    [second, first],
    [first, { ...second, epoch: second.epoch + 1 }],
    [{ ...first, epoch: first.epoch + 7 }],
    [{ ...first, terminalId: other.terminalId === first.terminalId ? idOf(rng) : other.terminalId }],
    [first, { ...second, payload: { ...second.payload, receiptNumber: 77 } }],
    [first, { ...second, signature: first.signature }, third],
    [{ ...first, prevHash: 'ab'.repeat(32) }],
    [sealEntry({ ...first, prevHash: 'cd'.repeat(32) }, slot.till.privateKey)],
    [{ ...first, seq: first.seq + 1 }],
    [],
  ];
  const entries = world.inTurn('bad push', batches);
  const wire = rng.pick([2, 2, 2, 2, 1, 0, 99]);
  return (door) => door.ask(slot.till, 'POST', '/v1/sync/push', { body: { wire, entries } });
}

function claim({ rng, slots }: TwoServers, slot: Slot): Act {
  const body = claimOf(rng, slot, slots);
  return (door) => door.ask(slot.till, 'POST', '/v1/sync/reconcile', { body });
}

function pull(slot: Slot, limit: number): Act {
  return async (door) => {
    const answer = await door.pull(slot.till, slot.cursors.get(door)!, limit);
    if (answer?.status === 200) slot.cursors.set(door, JSON.parse(answer.body).cursor);
    return answer;
  };
}

function snapshot({ rng, tenant }: TwoServers, { till, cursors }: Slot): Act {
  const after = rng.chance(0.5) ? `&after=${rng.pick(tenant.products).id}` : '';
  return (door) =>
    door.ask(till, 'GET', `/v1/sync/snapshot?base=${encodeURIComponent(cursors.get(door)!)}${after}`);
}

/** The same assertion twice: it serves once. */
function newEpoch({ rng }: TwoServers, slot: Slot): Step {
  const jti = idOf(rng);
  const isRepeat = rng.chance(0.3);
  slot.unsent = [];
  return named('epoch', async (door) => {
    const answer = await door.ask(slot.till, 'POST', '/v1/sync/epoch', { jti });
    if (answer?.status === 200) slot.till.startEpoch(JSON.parse(answer.body).epoch);
    return isRepeat ? door.ask(slot.till, 'POST', '/v1/sync/epoch', { jti }) : answer;
  });
}

/** Revoked, and paired again on another disk: its key is new and its numbers begin at one. */
function pairAnew(world: TwoServers, slot: Slot): Act {
  const { terminalId } = slot.till;
  const till = new SigningTill(terminalId);
  world.slots[world.slots.indexOf(slot)] = { ...slot, till, unsent: [] };
  return async (door) => {
    const office = door.server.office(door.tenantId);
    await office.revokeTerminal(terminalId);
    const refusal = await door.pull(slot.till, slot.cursors.get(door)!);
    if (refusal?.status !== 401) return refusal;
    const answer = await door.pair(till, await office.createPairingCode(terminalId));
    till.startEpoch(JSON.parse(answer!.body).epoch);
    return answer;
  };
}

/** Two disks of one till sell on, one of them in a new epoch: they use the same numbers. */
function copyGoesOn(world: TwoServers, slot: Slot): Act {
  const { rng, tenant } = world;
  const copy = slot.till.copy();
  const story = { ...slot.story, receiptIds: [] };
  const jti = idOf(rng);
  write(world, slot, 3);
  const own = slot.unsent.splice(0, 50);
  slot.sent.push(...own);
  let entries: JournalEntry[] | null = null;
  return async (door) => {
    await door.push(slot.till, own);
    const epoch = JSON.parse((await door.ask(copy, 'POST', '/v1/sync/epoch', { jti }))!.body).epoch;
    if (!entries) {
      copy.startEpoch(epoch);
      entries = Array.from({ length: 4 }, () => writeEntries({ rng, till: copy, tenant, story })).flat();
    }
    return door.push(copy, entries);
  };
}

function fork(world: TwoServers, slot: Slot): Act {
  const { rng, tenant } = world;
  const copy = slot.till.copy();
  const story = { ...slot.story };
  const entries = [1, 2].flatMap(() => writeEntries({ rng, till: copy, tenant, story }));
  const isFirst = rng.chance(0.3);
  if (!isFirst) write(world, slot, 1);
  const own = isFirst ? [] : slot.unsent.splice(0, slot.unsent.length);
  slot.sent.push(...own);
  return async (door) => {
    if (own.length > 0) await door.push(slot.till, own.slice(0, 100));
    return door.push(copy, entries);
  };
}

function refused(world: TwoServers, { till, cursors }: Slot): Act {
  const { rng, nowMs } = world;
  const stranger = new SigningTill(till.terminalId);
  const path = '/v1/sync/pull?cursor=';
  return world.inTurn<Act>('refused', [
    (door) => door.ask(stranger, 'POST', '/v1/sync/push', { body: { wire: 2, entries: [] } }),
    (door) => door.ask(till, 'GET', '/v1/sync/time', { nowMs: nowMs - 3_600_000 }),
    (door) => door.ask(till, 'GET', '/v1/sync/time', { nowMs: nowMs + 3_600_000 }),
    (door) => door.ask(new SigningTill(idOf(rng.fork())), 'GET', '/v1/sync/time'),
    (door) => door.ask(till, 'GET', `${path}nonsense`),
    (door) => door.ask(till, 'GET', `${path}${cursors.get(door)!.replace(/^\d+/, '9223372036854775807')}`),
    (door) => door.ask(till, 'GET', '/v1/sync/pull?cursor=x&limit=0'),
    (door) => door.ask(till, 'POST', '/v1/sync/push', { body: { wire: 2 } }),
    (door) => door.ask(till, 'GET', '/v1/sync/nothing'),
    (door) => door.pair(stranger, 'ABCDEFGH'),
    (door) => bare(door, '{"wire":2'),
  ]);
}

const bare = (door: Door, body: string) =>
  door.server.handle({ method: 'POST', path: '/v1/sync/push', headers: {}, body });

function office(world: TwoServers): Act {
  const { rng, tenant } = world;
  const [product, employee] = [rng.pick(tenant.products).id, tenant.employees[2]!.id];
  const [price, sku] = [BigInt(rng.int(1, 9_999_999)), `N${rng.uint32()}`];
  const lot = { qtyMilli: BigInt(rng.int(1, 30_000)), costTiyin: BigInt(rng.int(0, 9_000_001)) };
  const fresh = { sku, name: 'New', barcode: null, priceTiyin: price, vatRateBps: 1200, unit: 'kg' as const };
  const kind = rng.int(1, 12);
  return async (door) => {
    const it = door.server.office(door.tenantId);
    if (kind <= 5) await it.postDelivery(product, lot);
    else if (kind <= 8) await it.changePrice(product, price);
    else if (kind === 9) await it.archiveProduct(product);
    else if (kind === 10) await it.suspendEmployee(employee);
    else if (kind === 11) await it.addProduct({ ...fresh, lots: [lot] });
    else await (await it.beginPriceChange(product, price)).abort();
    return { status: 204, headers: {}, body: 'null' };
  };
}
