import { afterAll, describe, expect, it } from 'vitest';
import { startTestApi } from '../support/api.ts';
import { noteMatrix } from './counts.ts';
import { markersOf } from './foreign-world.ts';
import { asksTooLittle, attack, control, type Verdict } from './matrix.ts';
import { readOperations } from './operations.ts';
import { PECULIAR } from './routes.ts';
import { setStage } from './stage.ts';

// Before the tests are told apart: they are as many as the server has routes.
const api = await startTestApi();
const stage = await setStage(api);
const operations = await readOperations(api);
const verdicts: Verdict[] = [];

afterAll(async () => {
  noteMatrix(operations, verdicts);
  await api.close();
});

/** Every route of the server x everybody who should not get anything from it, with ids that exist. */
describe('nothing of one business, store or role reaches another', () => {
  it.each(operations)('$name', async (operation) => {
    const found = await attack(stage, operation);
    verdicts.push(...found);
    expect(found.filter(({ fault }) => fault !== null)).toEqual([]);
  });

  // Last: these really do what they ask for.
  it.each(operations)('$name was asked as it should be', async (operation) => {
    expect(await control(stage, operation)).toBeNull();
  });

  it('describes itself without a word of anybody', async () => {
    for (const path of ['/openapi.json', '/docs', '/docs/start.js']) {
      const { status, text, headers } = await api.nobody.ask('GET', path);
      expect(status).toBe(200);
      const whole = text + JSON.stringify(headers);
      for (const world of [stage.own, stage.foreign])
        for (const marker of markersOf(world)) expect(whole, path).not.toContain(marker);
    }
  });

  it('asks for more than reading where something is changed', () => {
    const lax = operations.filter(asksTooLittle);
    expect(lax.map(({ name }) => name)).toEqual([]);
  });

  it('keeps no peculiarity of a route that is gone', () => {
    const names = operations.map(({ name }) => name);
    expect(Object.keys(PECULIAR).filter((name) => !names.includes(name))).toEqual([]);
  });
});
