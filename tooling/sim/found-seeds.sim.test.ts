import { describe, expect, it } from 'vitest';
import { readFoundSeeds } from './cli/found-seeds.ts';
import type { Answer, WorkerSetup } from './cli/job.ts';
import { Workers } from './cli/workers.ts';

const setup: WorkerSetup = {
  mutant: null,
  server: { store: 'model' },
  oneByOne: false,
  tills: null,
  hours: null,
};

async function run(seeds: readonly string[], mutant: string | null = null): Promise<Answer[]> {
  const usual = { twice: true, anyOrder: true, keepTrace: false, only: null, crashAt: null };
  const questions = seeds.map((seed) => ({ ...usual, seed }));
  const answers: Answer[] = [];
  await new Workers({ ...setup, mutant }, 1).ask(questions, (_, answer) => {
    answers.push(answer);
    return 'go on';
  });
  return answers;
}

describe('the simulation', () => {
  it('holds every promise in the seeds that once broke one, and leaves the same trace twice', async () => {
    const answers = await run(readFoundSeeds().map(({ seed }) => seed));
    expect(answers.map(({ seed, broken }) => ({ seed, broken }))).toEqual(
      readFoundSeeds().map(({ seed }) => ({ seed, broken: null })),
    );
  });

  it('notices a till that confirms before the sale is on the disk', async () => {
    const answers = await run(['1', '2', '18', '19'], 'synchronous=NORMAL');
    expect(answers.map(({ broken }) => broken?.invariant)).toContain('2 acknowledged survives a crash');
  });
});
