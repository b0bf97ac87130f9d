import { createHash } from 'node:crypto';
import { createRng, type Rng } from '@jowi/testkit/rng';
import type { Said } from '../record/said.ts';
import { CRASH_KINDS, type CrashKind, KIND_OF_NAMES } from './crash-kinds.ts';
import { Disk } from './disk.ts';
import type { DiskEvent } from './disk-events.ts';

/** One power cut: what the disk holds and what had been said by then. */
export interface CrashState {
  readonly kind: CrashKind;
  /** After so many events. */
  readonly at: number;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly said: readonly Said[];
}

export interface CrashPlan {
  readonly count: number;
  readonly seed: number;
  /** How many events lie before the first power cut. */
  readonly from?: number | undefined;
}

const KINDS = Object.keys(CRASH_KINDS) as CrashKind[];
const KINDS_OF_DATA = KINDS.filter((kind) => kind !== KIND_OF_NAMES);
/** At most so much of all states. Names are in the air for a moment only, and a lost one takes all below it along. */
const SHARE_OF_NAMES = 0.1;
const SHARE_OF_SAID = 0.4;
/** Some tries come to the same disk as an earlier one: they are made up for by going over the day again. */
const ROUNDS = 30;

/**
 * `count` different power cuts over the whole of a recorded day, the same for the same seed. Things said have one
 * with the least on the disk behind them, moments with a name in the air have some, the others fall where anything is in the air.
 */
export function* crashStates(
  events: readonly DiskEvent[],
  base: string,
  { count, seed, from = 0 }: CrashPlan,
): Generator<CrashState> {
  const rng = createRng(seed);
  const seen = new Set<string>();
  for (let round = 0; round < ROUNDS && seen.size < count; round++) {
    const planned = planMoments(events, base, { count: count - seen.size, from }, rng, round === 0);
    const disk = new Disk(base);
    const said: Said[] = [];
    for (const [at, event] of events.entries()) {
      disk.apply(event);
      if (event.kind === 'said') said.push(event.said);
      for (let n = 0; n < planned[at]! && seen.size < count; n++) {
        const least = event.kind === 'said' && n === 0;
        const kind = least ? 'nothing unsynced survives' : pickKind(disk, rng);
        const files = disk.afterPowerCut(CRASH_KINDS[kind](rng));
        const print = fingerprint(files, said.length);
        if (seen.has(print)) continue;
        seen.add(print);
        yield { kind, at: at + 1, files, said: [...said] };
      }
    }
  }
}

function pickKind(disk: Disk, rng: Rng): CrashKind {
  if (disk.uncertainNames && rng.chance(0.5)) return KIND_OF_NAMES;
  return rng.pick(KINDS_OF_DATA);
}

/** How many states to try after each event: `count` in all. */
function planMoments(
  events: readonly DiskEvent[],
  base: string,
  { count, from }: { count: number; from: number },
  rng: Rng,
  first: boolean,
): number[] {
  const disk = new Disk(base);
  const moments = { said: [] as number[], names: [] as number[], data: [] as number[] };
  for (const [at, event] of events.entries()) {
    disk.apply(event);
    if (at < from) continue;
    if (event.kind === 'said') moments.said.push(at);
    else if (disk.uncertain) moments.data.push(at);
    if (disk.uncertainNames) moments.names.push(at);
  }
  const planned = events.map(() => 0);
  let left = count;
  const plan = (at: number) => {
    planned[at]! += 1;
    left--;
  };
  if (first) {
    for (const at of rng.shuffle(moments.said).slice(0, Math.floor(count * SHARE_OF_SAID))) plan(at);
    for (const at of rng
      .shuffle([...moments.names, ...moments.names])
      .slice(0, Math.ceil(count * SHARE_OF_NAMES)))
      plan(at);
  }
  while (left > 0 && moments.data.length > 0) plan(rng.pick(moments.data));
  return planned;
}

function fingerprint(files: ReadonlyMap<string, Buffer>, said: number): string {
  const hash = createHash('sha1').update(String(said));
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('base64');
}
