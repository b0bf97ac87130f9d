import type { Answer, Question } from './job.ts';
import type { Options } from './options.ts';
import { setupOf } from './setup.ts';
import { startThrowAwayPostgres } from './throw-away-postgres.ts';
import { Workers } from './workers.ts';

/** `--postgres`: the same seeds on the model and on a real PostgreSQL must hold the same and end in the same state. */
export async function runOnPostgres(options: Options): Promise<boolean> {
  await using postgres = await startThrowAwayPostgres();
  const model = await answersOf(options, { store: 'model' });
  const real = await answersOf(options, { store: 'postgres', databaseUrl: postgres.appUrl });
  let bad = 0;
  for (const [seed, answer] of real) {
    const expected = model.get(seed)?.stateHashes.join(' ');
    const same = answer.stateHashes.join(' ') === expected;
    const broken = answer.broken ?? model.get(seed)?.broken;
    if (broken || !same) bad += 1;
    const verdict = broken
      ? `${broken.invariant}: ${broken.message}`
      : same
        ? 'the same state'
        : 'ANOTHER STATE';
    console.log(
      `  seed ${seed.padStart(4)}  ${String(answer.sales).padStart(3)} sales  ${answer.stateHashes[0]?.slice(0, 12)}  ${verdict}`,
    );
  }
  console.log(`\n  ${real.size} seeds on PostgreSQL, ${bad} that broke something or differ from the model`);
  return bad === 0;
}

async function answersOf(
  options: Options,
  server: Parameters<typeof setupOf>[1],
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  // One at a time: whoever else has a transaction open holds back what a till may be told.
  await new Workers({ ...setupOf(options, server), oneByOne: true }, 1).ask(
    questions(options),
    (_, answer) => {
      answers.set(answer.seed, answer);
      return 'go on';
    },
  );
  return answers;
}

function* questions({ seeds, first }: Options): Generator<Question> {
  for (let i = 0; i < seeds; i++) {
    yield {
      seed: String(first + i),
      twice: false,
      anyOrder: false,
      keepTrace: false,
      only: null,
      crashAt: null,
    };
  }
}
