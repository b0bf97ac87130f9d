import { makePlan } from '../plan/make-plan.ts';
import type { Answer, Question } from './job.ts';
import type { Options } from './options.ts';
import { setupOf } from './setup.ts';
import { shrink } from './shrink.ts';
import { Workers } from './workers.ts';

/** `--seed N`: twice, with its trace. True = nothing broke and both traces are the same. */
export async function runOne(options: Options, seed: string): Promise<boolean> {
  const [answer] = await askAll(options, [
    { seed, twice: true, anyOrder: true, keepTrace: true, only: null, crashAt: null },
  ]);
  console.log(answer!.trace.join('\n'));
  console.log(
    `\n  seed ${seed}: trace ${answer!.traceHash}, the same twice: ${answer!.broken?.invariant.startsWith('16') ? 'NO' : 'yes'}`,
  );
  console.log(
    `  ${answer!.sales} sales, ${answer!.crashes} crashes, states ${answer!.stateHashes.join(' ')}`,
  );
  if (!answer!.broken) return true;
  console.log(`  broken: ${answer!.broken.invariant}: ${answer!.broken.message}`);
  await explain(options, seed);
  return false;
}

/** What a seed that broke something comes down to. */
export async function explain(options: Options, seed: string): Promise<void> {
  const plan = makePlan(seed, options);
  const ask = async (only: readonly number[] | null, keepTrace = false) =>
    (await askAll(options, [{ seed, twice: false, anyOrder: true, keepTrace, only, crashAt: null }]))[0]!;
  const whole = await ask(null);
  if (!whole.broken) {
    console.log(`\n  seed ${seed} alone breaks nothing: it depends on what ran before it`);
    return;
  }
  const { invariant } = whole.broken;
  const left = await shrink(
    plan.steps.map(({ id }) => id),
    async (only) => (await ask(only)).broken?.invariant === invariant,
  );
  const small = await ask(left, true);
  console.log(`\n  seed ${seed} breaks ${invariant}`);
  console.log(`  ${small.broken?.message}`);
  console.log(
    `  with ${left.length} of its ${plan.steps.length} steps, in this weather: ${JSON.stringify(plan.weather)}`,
  );
  for (const { id, atMs, step } of plan.steps) {
    if (left.includes(id)) console.log(`    ${String(atMs).padStart(8)} ms  ${JSON.stringify(step)}`);
  }
  console.log(`  the last of the trace:\n    ${small.trace.slice(-25).join('\n    ')}`);
  console.log(`\n  again: npm run sim -- --seed ${seed}`);
}

async function askAll(options: Options, questions: readonly Question[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  await new Workers(setupOf(options), 1).ask(questions, (_, answer) => {
    answers.push(answer);
    return 'go on';
  });
  return answers;
}
