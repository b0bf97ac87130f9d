import type { Mutant } from './mutant.ts';

export const MUTANTS: readonly Mutant[] = [];

export function getMutant(name: string): Mutant {
  const mutant = MUTANTS.find((it) => it.name === name);
  if (!mutant)
    throw new TypeError(
      `There is no mutant "${name}". There are: ${MUTANTS.map((it) => it.name).join(', ')}`,
    );
  return mutant;
}
