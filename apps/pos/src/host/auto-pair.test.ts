import { expect, it, vi } from 'vitest';
import { pairAtFirstStart } from './auto-pair.ts';

const UNPAIRED = { ok: true, value: { paired: false } } as never;
const refused = (code: string) => ({ ok: false, problem: { code } }) as never;
const now = async () => {};

function device(answers: unknown[], paired = false) {
  const pair = vi.fn(async () => (answers.shift() ?? refused('common/offline')) as never);
  const state = async () => (paired ? ({ ok: true, value: { paired: true } } as never) : UNPAIRED);
  return { state, pair, serverUrl: async () => ({ ok: true, value: null }) as never };
}

it('waits for a server that is still starting', async () => {
  const till = device([
    refused('till/server-unreachable'),
    refused('common/offline'),
    { ok: true, value: null },
  ]);
  const said: string[] = [];
  await pairAtFirstStart(till, 'AB12CD34', 'http://127.0.0.1:4000', (line) => said.push(line), now);
  expect(till.pair).toHaveBeenCalledTimes(3);
  expect(said).toEqual(['till: waiting for the server at http://127.0.0.1:4000 to pair', 'till: paired']);
});

it('never uses a code twice on a till that is paired', async () => {
  const till = device([], true);
  await pairAtFirstStart(till, 'AB12CD34', 'http://x', () => {}, now);
  expect(till.pair).not.toHaveBeenCalled();
});

it('gives a refused code up at once', async () => {
  const till = device([refused('terminals/pairing-code-expired')]);
  const said: string[] = [];
  await pairAtFirstStart(till, 'AB12CD34', 'http://x', (line) => said.push(line), now);
  expect(till.pair).toHaveBeenCalledTimes(1);
  expect(said).toEqual(['till: not paired (terminals/pairing-code-expired)']);
});

it('gives up after a while without throwing', async () => {
  const said: string[] = [];
  await pairAtFirstStart(device([]), 'AB12CD34', 'http://x', (line) => said.push(line), now);
  expect(said.at(-1)).toContain('use the pairing screen');
});
