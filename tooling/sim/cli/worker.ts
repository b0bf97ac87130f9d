import { assertMutated, installLoader } from '../load/hooks.ts';
import { getMutant } from '../mutants/catalogue.ts';
import type { Answer, Question, WorkerSetup } from './job.ts';

const { mutant, server, tills, hours, oneByOne: isOneByOne } = JSON.parse(process.argv[2]!) as WorkerSetup;
installLoader(mutant === null ? null : getMutant(mutant));
// After the loader: what is imported from here on is what the mutant may change.
const { DiskPool } = await import('../disk/disk-pool.ts');
const { makePlan } = await import('../plan/make-plan.ts');
const { runSeed } = await import('../run/run-seed.ts');
const { oneByOne } = await import('../plan/one-by-one.ts');
const { planOfCrashPoints } = await import('../plan/crash-points.ts');

const pool = new DiskPool();
process.on('message', async (question: Question) => process.send!(await answer(question)));
process.on('disconnect', () => process.exit());
process.send!('ready');

async function answer({ seed, twice, anyOrder, keepTrace, only, crashAt }: Question): Promise<Answer> {
  const whole = crashAt ? planOfCrashPoints(seed, crashAt) : makePlan(seed, { tills, hours });
  const left = only ? { ...whole, steps: whole.steps.filter(({ id }) => only.includes(id)) } : whole;
  const plan = isOneByOne ? oneByOne(left) : left;
  const first = await runSeed(plan, pool, { server, keepTrace, anyOrder });
  assertMutated();
  const heapMb = process.memoryUsage().heapUsed / 2 ** 20;
  if (!twice || first.broken) return { ...first, heapMb };
  const again = await runSeed(plan, pool, { server, keepTrace, anyOrder });
  const same = again.traceHash === first.traceHash;
  const message = `trace ${first.traceHash}, and ${again.traceHash} the second time`;
  return { ...first, heapMb, broken: same ? null : { invariant: '16 same seed = same trace', message } };
}
