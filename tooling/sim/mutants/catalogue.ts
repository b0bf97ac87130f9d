import type { Mutant } from './mutant.ts';
import { MUTANTS_OF_SERVER } from './of-server.ts';
import { MUTANTS_OF_TILL } from './of-till.ts';

/** The fifteen of the bars. */
export const MUTANTS: readonly Mutant[] = [...MUTANTS_OF_SERVER, ...MUTANTS_OF_TILL];

/** Throws a TypeError with the names there are. */
export function getMutant(name: string): Mutant {
  const mutant = MUTANTS.find((it) => it.name === name);
  if (!mutant)
    throw new TypeError(
      `There is no mutant "${name}". There are: ${MUTANTS.map((it) => it.name).join(', ')}`,
    );
  return mutant;
}
