import { describe, expect, it } from 'vitest';
import { TRACE_MISTAKES } from './disk/trace-mistakes.ts';
import { recordDay } from './record/record-day.ts';
import { replay } from './replay.ts';
import { totalOf } from './replay-table.ts';
import { inWorkDir } from './work-dir.ts';

const STATES = 500;
const SOME = 60;

// Ten seconds on a machine that does nothing else.
describe('a power cut while a till sells', { timeout: 180_000 }, () => {
  it(`loses nothing that was acknowledged, in any of ${STATES} states of the disk`, () =>
    inWorkDir(async (dir) => {
      const day = await recordDay(dir, { sales: 30, seed: 1 });
      if (day.how === 'diary')
        console.warn('no strace: whether SQLite syncs what it should was not looked at');
      const { byKind, findings } = await replay(day, dir, { count: STATES, seed: 1 });
      expect(findings).toEqual([]);
      expect(totalOf(byKind)).toMatchObject({ states: STATES, lostSales: 0, unsound: 0 });

      // The same day on a disk that lies about its syncs: the method can see a loss.
      const lied = { ...day, events: TRACE_MISTAKES['lying-disk'](day.events) };
      expect(totalOf((await replay(lied, dir, { count: SOME, seed: 1 })).byKind).lostSales).toBeGreaterThan(
        0,
      );
    }));

  for (const wrongBuild of ['synchronous-normal', 'ack-before-commit'] as const) {
    it(`would lose sales of a till built wrong: ${wrongBuild}`, () =>
      inWorkDir(async (dir) => {
        const day = await recordDay(dir, { sales: 8, seed: 1, wrongBuild });
        const { lostSales } = totalOf((await replay(day, dir, { count: SOME, seed: 1 })).byKind);
        expect(lostSales).toBeGreaterThan(0);
      }));
  }
});
