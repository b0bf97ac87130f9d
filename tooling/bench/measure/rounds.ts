import { median } from './stats.ts';

/** Five at least: the median of fewer says little on a machine that others use as well. */
export const ROUNDS = 5;

export interface Rounds<Names extends string> {
  /** Median of each contestant's figure. */
  readonly median: Readonly<Record<Names, number>>;
  readonly all: Readonly<Record<Names, readonly number[]>>;
  /** Median of the rounds' own ratios: both halves of a ratio were measured within the same seconds. */
  ratio(of: Names, to: Names): number;
}

/**
 * Runs the contestants in turns, so that a noisy minute of the machine hits all of them; every second round
 * backwards, so that none always goes first. One turn of each beforehand warms up and is not counted.
 */
export async function interleave<Names extends string>(
  contestants: Readonly<Record<Names, (round: number) => Promise<number>>>,
  rounds = ROUNDS,
): Promise<Rounds<Names>> {
  const names = Object.keys(contestants) as Names[];
  const all = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Names, number[]>;
  for (const name of names) await contestants[name](0);
  for (let round = 1; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names.toReversed() : names) {
      all[name].push(await contestants[name](round));
    }
  }
  return {
    all,
    median: Object.fromEntries(names.map((name) => [name, median(all[name])])) as Record<Names, number>,
    ratio: (of, to) => median(all[of].map((figure, i) => figure / all[to][i]!)),
  };
}
