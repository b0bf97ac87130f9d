import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createRng } from '@jowi/testkit/rng';
import { afterEach, expect, it } from 'vitest';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import { CASHIER_ID, CASHIER_PIN } from '../src/testing/sample-shop.ts';
import { Bench, refusal } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

const CHILD = fileURLToPath(new URL('guessing-child.ts', import.meta.url));

/** Lets a child process guess, kills it without warning a moment after its first answer, and returns all it was answered. */
async function guessAndKill(dataDir: string, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, dataDir]);
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
    setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  await once(child, 'close');
  return text.split('\n').slice(0, -1);
}

it('killing the program buys no tries: five guesses in all, and the lock is there after the last kill', async () => {
  const dataDir = await bench.dir();
  prepareTill(offlineOptions(dataDir)).db.close();
  const rng = createRng(3);
  const answers: string[] = [];
  for (let round = 0; round < 6; round++) answers.push(...(await guessAndKill(dataDir, rng.int(0, 40))));
  expect(answers.filter((it) => it === 'till/pin-wrong').length).toBeLessThanOrEqual(4);
  expect(answers.at(-1)).toBe('till/pin-locked');
  const { till } = bench.open(offlineOptions(dataDir));
  const right = { employeeId: CASHIER_ID, pin: CASHIER_PIN };
  expect(await refusal(till.session.signIn(right))).toBe('till/pin-locked');
});
