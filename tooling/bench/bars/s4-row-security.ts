import { type BarLimits, type BarReport, judge, round } from '../measure/bar.ts';
import { load } from '../measure/load.ts';
import { interleave } from '../measure/rounds.ts';
import { perSecond } from '../measure/words.ts';
import { type ApiProcess, startApi } from '../shop/api-process.ts';
import { dropRowSecurity } from '../shop/database.ts';
import { MessageCounter } from '../shop/message-counter.ts';
import { BenchPerson } from '../shop/person.ts';
import type { Shop } from '../shop/shop.ts';

const S4: BarLimits = {
  bar: 'S4',
  what: 'the same endpoint with row-level security on and off, the worse of a list and a receipt',
  unit: 'requests/s',
  calibrator: 'K7',
  floor: 0.9,
  goal: 1,
  better: 'higher',
};
const CONNECTIONS = 8;
// Short turns and many: the difference looked for is smaller than what a machine's other programs make from second to second.
const SECONDS = 0.6;
const ROUNDS = 13;
const MAX_ROUND_TRIPS = 2;

/** The same program on two copies of one database, of which only the first knows row-level security. */
export async function measureRowSecurity(shop: Shop): Promise<BarReport> {
  const openDatabase = await shop.copyDatabase('without_rls');
  await dropRowSecurity(openDatabase);
  await using open = await startApi(openDatabase, { logDir: shop.logDir, name: 'api-without-rls' });
  const pages = { list: '/v1/products?limit=50', receipt: `/v1/receipts/${await someReceipt(shop)}` };
  const asking = async (api: ApiProcess, path: string) => {
    const person = await BenchPerson.signIn(api.url, shop.businesses[0]!);
    return async () => {
      await person.refresh();
      const headers = { cookie: person.cookie };
      const url = api.url + path;
      return (await load({ url, connections: CONNECTIONS, seconds: SECONDS, next: () => ({ headers }) }))
        .perSecond;
    };
  };
  const results = [];
  for (const [name, path] of Object.entries(pages)) {
    const contestants = { on: await asking(shop.api, path), K7: await asking(open, path) };
    const { median, ratio } = await interleave(contestants, ROUNDS);
    results.push({ name, value: median.on, K7: median.K7, ratio: ratio('on', 'K7') });
  }
  const worse = results.reduce((a, b) => (a.ratio <= b.ratio ? a : b));
  const overhead = await overheadOf(shop, pages.list);
  return judge(S4, {
    value: worse.value,
    ratio: worse.ratio,
    also: [
      {
        what: `round trips besides the statements of the list itself <= ${MAX_ROUND_TRIPS}`,
        figure: String(overhead),
        holds: overhead <= MAX_ROUND_TRIPS,
      },
    ],
    notes: [
      results
        .map(
          ({ name, value, K7, ratio }) =>
            `${name} ${perSecond(value)}, K7 ${perSecond(K7)} (${round(ratio)}x)`,
        )
        .join('; '),
    ],
  });
}

/** Counted on the wire, between the API and PostgreSQL: the list is one statement of its own. */
async function overheadOf(shop: Shop, path: string): Promise<number> {
  await using counter = await MessageCounter.open(shop.database.appUrl);
  const database = { ...shop.database, appUrl: counter.url };
  await using api = await startApi(database, { logDir: shop.logDir, name: 'api-counted' });
  const person = await BenchPerson.signIn(api.url, shop.businesses[0]!);
  await person.get(path);
  const before = counter.roundTrips;
  await person.get(path);
  return counter.roundTrips - before - 1;
}

async function someReceipt(shop: Shop): Promise<string> {
  const person = await BenchPerson.signIn(shop.api.url, shop.businesses[0]!);
  const page = (await person.get('/v1/receipts?limit=1')) as { items: { id: string }[] };
  return page.items[0]!.id;
}
