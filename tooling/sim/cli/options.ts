import { parseArgs } from 'node:util';

export type Options = {
  readonly seeds: number;
  readonly first: number;
  /** One seed, with its trace. */
  readonly seed: string | null;
  readonly tills: number | null;
  readonly hours: number | null;
  readonly mutant: string | null;
  readonly mutants: boolean;
  readonly postgres: boolean;
  readonly crashPoints: boolean;
  readonly workers: number;
};

export const USAGE = `npm run sim -- [--seeds 2000] [--first 1] [--seed N] [--tills N] [--hours N] [--workers 2]
               [--mutant NAME | --mutants] [--crash-points] [--postgres]`;

/** Throws a TypeError with a sentence for options that are none. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string' },
      first: { type: 'string' },
      seed: { type: 'string' },
      tills: { type: 'string' },
      hours: { type: 'string' },
      mutant: { type: 'string' },
      mutants: { type: 'boolean' },
      postgres: { type: 'boolean' },
      'crash-points': { type: 'boolean' },
      workers: { type: 'string' },
    },
  });
  const postgres = values.postgres ?? false;
  return {
    seeds: count('seeds', values.seeds) ?? (postgres ? 20 : 2_000),
    first: count('first', values.first) ?? 1,
    seed: values.seed ?? null,
    tills: count('tills', values.tills, 64),
    hours: count('hours', values.hours, 1_000),
    mutant: values.mutant ?? null,
    mutants: values.mutants ?? false,
    postgres,
    crashPoints: values['crash-points'] ?? false,
    workers: count('workers', values.workers, 64) ?? 2,
  };
}

function count(name: string, text: string | undefined, most = 10_000_000): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new TypeError(`--${name} is a number from 1 to ${most}`);
  return value;
}
