import { readFoundSeeds } from './found-seeds.ts';
import type { Question } from './job.ts';
import { explain } from './one-seed.ts';
import type { Options } from './options.ts';
import { printSummary } from './report.ts';
import { setupOf } from './setup.ts';
import { Tally } from './tally.ts';
import { Workers } from './workers.ts';

/** One in so many is run a second time, to see that it leaves the same trace. */
const TWICE_EVERY = 50;
/** One in so many is asked whether another order of arrival ends the same. */
const ANY_ORDER_EVERY = 20;
const MOST_FAILURES = 5;
/** Whatever is kept from one world to the next shows here after some hundred of them. */
const MOST_HEAP_MB = 700;

/** Found seeds first, then as many as asked for. True = nothing broke. */
export async function runMany(options: Options): Promise<boolean> {
  const tally = new Tally();
  const workers = new Workers(setupOf(options), options.workers);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1_000;
  await workers.ask(questions(options), (question, answer) => {
    tally.add(answer, question.twice);
    if (answer.broken)
      console.log(`\n  seed ${answer.seed}: ${answer.broken.invariant}: ${answer.broken.message}`);
    if (tally.seeds % 250 === 0)
      console.log(`  ${tally.seeds} seeds, ${tally.sales} sales, ${seconds().toFixed(0)} s`);
    return tally.failures.length < MOST_FAILURES ? 'go on' : 'enough';
  });
  if (tally.mostHeapMb > MOST_HEAP_MB) {
    const message = `a worker's heap grew to ${tally.mostHeapMb.toFixed(0)} MB`;
    tally.failures.push({ seed: 'all', invariant: '19 bounded log and memory', message });
  }
  printSummary(tally, seconds());
  const [first] = tally.failures;
  if (first && first.seed !== 'all') await explain(options, first.seed);
  console.log(first ? `\n  ${tally.failures.length} broken` : '\n  0 broken invariants');
  return !first;
}

function* questions({ seeds, first }: Options): Generator<Question> {
  const usual = { keepTrace: false, only: null, crashAt: null };
  for (const { seed } of readFoundSeeds()) yield { ...usual, seed, twice: true, anyOrder: true };
  for (let i = 0; i < seeds; i++)
    yield {
      ...usual,
      seed: String(first + i),
      twice: i % TWICE_EVERY === 0,
      anyOrder: i % ANY_ORDER_EVERY === 0,
    };
}
