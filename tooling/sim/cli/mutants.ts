import { MUTANTS } from '../mutants/catalogue.ts';
import type { Mutant } from '../mutants/mutant.ts';
import type { Answer, Question } from './job.ts';
import type { Options } from './options.ts';
import { setupOf } from './setup.ts';
import { Workers } from './workers.ts';

const MOST_SEEDS = 1_000;

/** `--mutants`: the simulation has to notice each of the fifteen mistakes within a thousand seeds. */
export async function runMutants(options: Options): Promise<boolean> {
  let killed = 0;
  for (const mutant of MUTANTS) {
    const started = performance.now();
    const found = await hunt(options, mutant);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    const files = mutant.changes.map((it) => it.file.split('/').at(-1)).join(', ');
    const how = found ? `killed by "${found.broken?.invariant}" at seed ${found.seed}` : 'SURVIVED';
    if (found) killed += 1;
    console.log(`  ${mutant.name.padEnd(32)} ${files.padEnd(34)} ${how}, ${seconds} s`);
  }
  console.log(`\n  ${killed} of ${MUTANTS.length} killed`);
  return killed === MUTANTS.length;
}

async function hunt(options: Options, { name }: Mutant): Promise<Answer | null> {
  let found: Answer | null = null;
  await new Workers({ ...setupOf(options), mutant: name }, options.workers).ask(questions(), (_, answer) => {
    if (answer.broken && (!found || Number(answer.seed) < Number(found.seed))) found = answer;
    return found ? 'enough' : 'go on';
  });
  return found;
}

function* questions(): Generator<Question> {
  for (let seed = 1; seed <= MOST_SEEDS; seed++) {
    yield {
      seed: String(seed),
      twice: seed % 10 === 1,
      anyOrder: seed % 10 === 6,
      keepTrace: false,
      only: null,
      crashAt: null,
    };
  }
}
