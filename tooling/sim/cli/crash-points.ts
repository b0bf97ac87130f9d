import { Rng } from '../world/rng.ts';
import type { Question } from './job.ts';
import type { Options } from './options.ts';
import { printSummary } from './report.ts';
import { setupOf } from './setup.ts';
import { Tally } from './tally.ts';
import { Workers } from './workers.ts';

/** Beyond the last crash point of the day nothing dies any more. */
const MOST_POINTS = 400;
const PAIRS = 300;

/** `--crash-points`: one small day, dying at every await and commit of the first till singly, and at pairs of them. */
export async function runCrashPoints(options: Options): Promise<boolean> {
  const tally = new Tally();
  const started = performance.now();
  let last = MOST_POINTS;
  const workers = new Workers(setupOf(options), options.workers);
  await workers.ask(questions(), ({ crashAt }, answer) => {
    // The day is over before this point comes: neither will a later one.
    if (answer.crashes === 0 && crashAt?.length === 1) last = Math.min(last, crashAt[0]!);
    else tally.add(answer, false);
    if (answer.broken)
      console.log(
        `  dying at ${crashAt?.join(' and ')}: ${answer.broken.invariant}: ${answer.broken.message}`,
      );
    return 'go on';
  });
  printSummary(tally, (performance.now() - started) / 1_000);
  console.log(`\n  ${last - 1} crash points singly, ${PAIRS} pairs: ${tally.failures.length} broken`);
  return tally.failures.length === 0;

  function* questions(): Generator<Question> {
    const usual = { twice: false, anyOrder: false, keepTrace: false, only: null };
    for (let point = 1; point < last; point++) yield { ...usual, seed: '1', crashAt: [point] };
    const rng = new Rng('pairs');
    for (let i = 0; i < PAIRS; i++) {
      yield { ...usual, seed: String(i), crashAt: [rng.int(1, last - 1), rng.int(1, last - 1)] };
    }
  }
}
