import { parseArgs } from 'node:util';
import { Failure } from '../bootstrap/failure.mjs';
import { TRACE_MISTAKES, type TraceMistake } from './disk/trace-mistakes.ts';
import { WRONG_BUILDS, type WrongBuild } from './record/wrong-builds.ts';

export type Mutant = WrongBuild | TraceMistake;
export const MUTANTS = [...Object.keys(WRONG_BUILDS), ...Object.keys(TRACE_MISTAKES)] as Mutant[];

export interface Options {
  readonly states: number;
  readonly sales: number;
  readonly seed: number;
  /** One mistake to be shown, or all of them; null = the till as it is. */
  readonly mutants: readonly Mutant[] | null;
  readonly faults: boolean;
  readonly kills: boolean;
  /** False when only faults or kills were asked for. */
  readonly replay: boolean;
}

/** @throws Failure with a sentence for whoever typed it */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      states: { type: 'string', default: '1000' },
      sales: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      mutant: { type: 'string' },
      mutants: { type: 'boolean', default: false },
      faults: { type: 'boolean', default: false },
      kills: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
    },
  });
  const { all, faults, kills } = values;
  const mutants = values.mutants ? MUTANTS : values.mutant === undefined ? null : [mutantOf(values.mutant)];
  return {
    states: wholeNumber('states', values.states, 1),
    sales: wholeNumber('sales', values.sales, 2),
    seed: wholeNumber('seed', values.seed, 0),
    mutants,
    faults: faults || all,
    kills: kills || all,
    replay: all || (!faults && !kills),
  };
}

function mutantOf(name: string): Mutant {
  const found = MUTANTS.find((mutant) => mutant === name);
  if (!found) throw new Failure(`There is no mutant "${name}": ${MUTANTS.join(', ')}.`);
  return found;
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new Failure(`--${name} takes a whole number from ${least}, not "${text}".`);
  }
  return value;
}
