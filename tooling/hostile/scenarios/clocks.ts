import type { Clock } from '@jowi/till/ports';
import type { Scenario } from '../scenario.ts';
import { got, ShopTill } from '../shop-till.ts';
import { judge } from '../verdict.ts';

const DAY_MS = 86_400_000;
const YEARS_MS = 3_652 * DAY_MS;
/** Sales of a month without a network; a sale and its fiscal mark are two entries of the journal. */
const SALES_A_DAY = 90;
const DAYS = 30;

function turnableClock() {
  const turned = { byMs: 0, ranMs: 0 };
  const clock: Clock = {
    now: () => Date.now() + turned.byMs + turned.ranMs,
    monotonicMs: () => performance.now() + turned.ranMs,
  };
  return { clock, turned };
}

const yearsOff = (words: string, offMs: number): Scenario => ({
  name: `clock: ${words}`,
  what: 'from the pairing on; put right in the middle of the drain',
  async play(stage) {
    const { clock, turned } = turnableClock();
    turned.byMs = offMs;
    await using till = await ShopTill.open(stage, { clock });
    await till.tells('till/clock-wrong');
    await till.line.cut();
    await till.sell(100);
    await till.line.heal();
    turned.byMs = 0;
    await till.drained();
    const verdict = await judge(stage, [till]);
    const [{ off } = { off: '0' }] = await stage.rows<{ off: string }>(
      `SELECT max(abs(occurred_at_ms - extract(epoch FROM now()) * 1000))::bigint::text AS off FROM receipt WHERE terminal_id = $1`,
      [till.terminalId],
    );
    const faults = Number(off) > 300_000 ? [`a sale is dated ${off} ms off`] : [];
    return { ...verdict, faults: [...verdict.faults, ...faults] };
  },
});

export const clocks: readonly Scenario[] = [
  yearsOff('10 years ahead', YEARS_MS),
  yearsOff('10 years behind', -YEARS_MS),
  {
    name: 'clock: jumping',
    what: 'back and forth by years with every second sale, online',
    async play(stage) {
      const { clock, turned } = turnableClock();
      await using till = await ShopTill.open(stage, { clock });
      for (let jump = 0; jump < 40; jump++) {
        turned.byMs = (jump % 2 === 0 ? 1 : -1) * stage.rng.int(1, YEARS_MS);
        await till.sell(2);
      }
      await till.drained();
      return await judge(stage, [till]);
    },
  },
  {
    name: 'offline: 30 days',
    what: `${DAYS} shifts, ${DAYS * SALES_A_DAY} sales, then the network`,
    async play(stage) {
      const { clock, turned } = turnableClock();
      await using till = await ShopTill.open(stage, { clock });
      await till.line.cut();
      for (let day = 0; day < DAYS; day++) {
        await till.sell(SALES_A_DAY);
        const { expectedTiyin } = await got(till.till.shift.report());
        await got(till.till.shift.close({ countedTiyin: expectedTiyin }));
        turned.ranMs += DAY_MS;
        await got(till.till.shift.open({ floatTiyin: '10000000' }));
      }
      await till.line.heal();
      await till.drained();
      return await judge(stage, [till]);
    },
  },
];
