import type { Line } from '@jowi/testkit/tcp-proxy';
import type { Scenario } from '../scenario.ts';
import { ShopTill } from '../shop-till.ts';
import { judge } from '../verdict.ts';

const SALES = 40;

const bad = (line: Exclude<Line, 'sound' | 'slow'>, what: string): Scenario => ({
  name: `line: ${line}`,
  what,
  async play(stage) {
    await using till = await ShopTill.open(stage);
    till.line.line = line;
    await till.sell(SALES);
    await till.goesDark();
    // Whoever is connected stays on the dead line; new connections are sound.
    till.line.line = 'sound';
    await till.drained();
    return await judge(stage, [till]);
  },
});

export const lines: readonly Scenario[] = [
  bad('mute', 'half-open: takes every byte, never answers'),
  bad('fin', 'hangs up when asked'),
  bad('reset', 'breaks off when asked'),
  bad('cut-answer', 'dies after the server has committed'),
  bad('drip', 'a byte every 100 ms'),
  {
    name: 'line: slow',
    what: 'late, lossy, breaking now and then, all day',
    async play(stage) {
      await using till = await ShopTill.open(stage);
      till.line.line = 'slow';
      await till.sell(SALES);
      await till.drained();
      return await judge(stage, [till]);
    },
  },
  {
    name: 'line: refused',
    what: 'the port refuses, comes back, is cut 20 times in the drain',
    async play(stage) {
      await using till = await ShopTill.open(stage);
      await till.line.cut();
      await till.sell(SALES * 10);
      for (let cut = 0; cut < 20; cut++) {
        await till.line.heal();
        await new Promise((resolve) => setTimeout(resolve, 15));
        await till.line.cut();
      }
      await till.line.heal();
      await till.drained();
      return await judge(stage, [till]);
    },
  },
];
