import type { Rng } from '@jowi/testkit/rng';
import type { Change, Fate, Fates, Piece } from './disk.ts';

const SECTOR = 512;

/** Ways in which a power cut can leave what was not synced yet. */
export const CRASH_KINDS = {
  'nothing unsynced survives': (rng) => ({ data: every('lost'), names: someNames(rng) }),
  'everything survives': () => ({ data: every('kept'), names: everyName(true) }),
  'some writes survive': (rng) => ({
    data: (_file, changes) => changes.map(() => keptOrLost(rng)),
    names: someNames(rng),
  }),
  'later writes without earlier ones': (rng) => ({
    data: (_file, changes) => {
      const firstKept = rng.int(1, Math.max(1, changes.length - 1));
      return changes.map((_, i) => (i < firstKept ? 'lost' : 'kept'));
    },
    names: someNames(rng),
  }),
  'torn between sectors': (rng) => ({
    data: tornAt(rng, (length) => SECTOR * rng.int(0, Math.floor(length / SECTOR))),
    names: someNames(rng),
  }),
  'torn at any byte': (rng) => ({
    data: tornAt(rng, (length) => rng.int(0, length)),
    names: someNames(rng),
  }),
  'torn, garbage behind': (rng) => ({
    data: tornAt(rng, (length) => rng.int(0, length), true),
    names: someNames(rng),
  }),
  'sectors of every write at random': (rng) => ({
    data: (_file, changes) => changes.map((change) => (isWrite(change) ? sectors(rng) : keptOrLost(rng))),
    names: someNames(rng),
  }),
  'data there, names not': (rng) => ({
    data: every('kept'),
    names: (changes) => {
      const firstLost = rng.int(0, Math.max(0, changes.length - 1));
      return changes.map((_, i) => i < firstLost || (i > firstLost && rng.chance(0.5)));
    },
  }),
} as const satisfies Record<string, (rng: Rng) => Fates>;

export type CrashKind = keyof typeof CRASH_KINDS;

/** Only differs from the others where a name is not synced. */
export const KIND_OF_NAMES: CrashKind = 'data there, names not';

function every(fate: Fate): Fates['data'] {
  return (_file, changes) => changes.map(() => fate);
}

function everyName(survives: boolean): Fates['names'] {
  return (changes) => changes.map(() => survives);
}

function someNames(rng: Rng): Fates['names'] {
  const all = rng.pick(['all', 'none', 'some'] as const);
  return (changes) => changes.map(() => (all === 'some' ? rng.chance(0.5) : all === 'all'));
}

function keptOrLost(rng: Rng): Fate {
  return rng.chance(0.5) ? 'kept' : 'lost';
}

/** All before it is there, nothing after it, and the one under way came as far as `cut`. */
function tornAt(rng: Rng, cut: (length: number) => number, garbage = false): Fates['data'] {
  return (_file, changes) => {
    const torn = rng.int(0, Math.max(0, changes.length - 1));
    return changes.map((change, i): Fate => {
      if (i !== torn || !isWrite(change)) return i < torn ? 'kept' : 'lost';
      return (data) => {
        const at = cut(data.length);
        const pieces: Piece[] = [{ at: 0, bytes: data.subarray(0, at) }];
        if (garbage) pieces.push({ at, bytes: Buffer.from(rng.bytes(data.length - at)) });
        return pieces;
      };
    });
  };
}

/** Each sector of a write by itself. */
function sectors(rng: Rng): Fate {
  return (data) => {
    const pieces: Piece[] = [];
    for (let at = 0; at < data.length; at += SECTOR) {
      if (rng.chance(0.5)) pieces.push({ at, bytes: data.subarray(at, at + SECTOR) });
    }
    return pieces;
  };
}

function isWrite(change: Change): boolean {
  return change.kind === 'write';
}
