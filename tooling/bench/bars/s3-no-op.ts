import { startBareServer } from '../calibrators/start-bare-server.ts';
import { type BarLimits, type BarReport, judge, round } from '../measure/bar.ts';
import { load } from '../measure/load.ts';
import { interleave } from '../measure/rounds.ts';
import { perSecond } from '../measure/words.ts';
import { BenchPerson } from '../shop/person.ts';
import type { Shop } from '../shop/shop.ts';

const S3: BarLimits = {
  bar: 'S3',
  what: 'authenticated no-op, the slower of a person and a till',
  unit: 'requests/s',
  calibrator: 'K4',
  floor: 0.3,
  goal: 0.5,
  better: 'higher',
};
const CONNECTIONS = 16;
const SECONDS = 1.5;

/** What the framework, the guard and the log cost before a feature does anything. */
export async function measureNoOp(shop: Shop): Promise<BarReport> {
  const person = await BenchPerson.signIn(shop.api.url, shop.businesses[0]!);
  const { tills } = shop;
  await using bare = await startBareServer(shop.logDir);
  const closed = { connections: CONNECTIONS, seconds: SECONDS };
  const rounds = await interleave({
    person: async () => {
      await person.refresh();
      const headers = { cookie: person.cookie };
      const url = `${shop.api.url}/v1/auth/session`;
      return (await load({ ...closed, url, next: () => ({ headers }) })).perSecond;
    },
    K4: async () => (await load({ ...closed, url: bare.url, next: () => ({ headers: {} }) })).perSecond,
    till: async () => {
      const url = `${shop.api.url}/v1/sync/time`;
      const next = (n: number) => ({ headers: { authorization: tills[n % tills.length]!.bearer() } });
      return (await load({ ...closed, url, next })).perSecond;
    },
  });
  const slower = rounds.ratio('person', 'K4') < rounds.ratio('till', 'K4') ? 'person' : 'till';
  const each = (['person', 'till'] as const).map(
    (who) => `${who} ${perSecond(rounds.median[who])} (${round(rounds.ratio(who, 'K4'))}x)`,
  );
  return judge(S3, {
    value: rounds.median[slower],
    ratio: rounds.ratio(slower, 'K4'),
    notes: [`${each.join(', ')}, K4 ${perSecond(rounds.median.K4)}; ${CONNECTIONS} connections`],
  });
}
