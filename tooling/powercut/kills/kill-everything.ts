import { join } from 'node:path';
import { createRng } from '@jowi/testkit/rng';
import { openSqlite } from '@jowi/till/db/sqlite-db';
import { buildContext } from '@jowi/till/open-till';
import { offlineOptions } from '@jowi/till/testing/prepared-till';
import { seconds } from '../../bootstrap/progress.mjs';
import { buildApi } from '../../build/build-room.ts';
import { repositoryRoot } from '../../repository-root.ts';
import { readBooks } from '../check/books.ts';
import { checkTill } from '../check/check-till.ts';
import { expectationOf } from '../check/expectation.ts';
import type { SaidSale } from '../record/said.ts';
import { table } from '../table.ts';
import { inDiskDir } from '../work-dir.ts';
import { drain, sellAndKill } from './killed-till.ts';
import { MortalServer, type ServerDeath } from './server.ts';
import { openShop, readHeld, type Seat } from './shop.ts';

const SEATS = 4;
const TILL_KILLS = 200;
/** In turn, until the tills have had all of theirs, and at least once round. */
const DEATHS: readonly ServerDeath[] = [
  'API killed',
  'PostgreSQL killed',
  'API killed',
  'PostgreSQL stopped at once',
  'API killed',
  'one backend killed',
];
/** A server that stands for a while between its deaths, so that tills also meet it whole. */
const STANDS_MS = [1_000, 3_000] as const;
const LONGEST_LIFE_MS = 300;
const R2_FLOOR_S = 30;

interface Place extends Seat {
  readonly dataDir: string;
  readonly acknowledged: SaidSale[];
  kills: number;
}

/** Real tills, a real API and a real PostgreSQL, killed over and over while they trade. Whether every sale arrived once. */
export async function killEverything(seed: number): Promise<boolean> {
  const logDir = join(repositoryRoot, 'artifacts/logs/powercut');
  await buildApi(logDir);
  return inDiskDir(async (dir) => {
    const started = performance.now();
    const rng = createRng(seed);
    await using server = await MortalServer.start(dir, logDir);
    const seats = await openShop(server, SEATS, rng);
    const places = seats.map(
      (seat, i): Place => ({ ...seat, dataDir: join(dir, `till-${i}`), acknowledged: [], kills: 0 }),
    );
    let over = false;
    const [deaths] = await Promise.all([
      killServer(server, () => over, seed + 1),
      killTills(server, places, seed + 2).finally(() => {
        over = true;
      }),
    ]);
    const good = await settle(server, places);
    printDeaths(deaths);
    for (const death of server.ownDeaths) console.log(`  the API died by itself: ${death}`);
    console.log(`(${seconds(started)})\n`);
    const slowest = Math.max(...deaths.map(({ seconds }) => seconds));
    return good && server.ownDeaths.length === 0 && slowest <= R2_FLOOR_S;
  });
}

async function killTills(server: MortalServer, places: readonly Place[], seed: number): Promise<void> {
  const rng = createRng(seed);
  let left = TILL_KILLS;
  const trade = async (place: Place) => {
    while (left > 0) {
      left--;
      const { acknowledged } = await sellAndKill(
        place.dataDir,
        server.url,
        place,
        rng.int(0, LONGEST_LIFE_MS),
      );
      place.acknowledged.push(...acknowledged);
      place.kills++;
    }
  };
  await Promise.all(places.map(trade));
}

interface Death {
  readonly how: ServerDeath;
  readonly seconds: number;
  readonly midTransaction: boolean;
}

async function killServer(server: MortalServer, over: () => boolean, seed: number): Promise<Death[]> {
  const rng = createRng(seed);
  const deaths: Death[] = [];
  while (!over() || deaths.length < DEATHS.length) {
    await new Promise((resolve) => setTimeout(resolve, rng.int(...STANDS_MS)));
    const how = DEATHS[deaths.length % DEATHS.length]!;
    deaths.push({ how, ...(await server.die(how)) });
  }
  return deaths;
}

/** The storm is over: every till sends what it has, and both sides are compared. */
async function settle(server: MortalServer, places: readonly Place[]): Promise<boolean> {
  const rows: (string | number)[][] = [];
  const findings: string[] = [];
  for (const [i, place] of places.entries()) {
    await drain(place.dataDir, server.url, place);
    const held = await readHeld(server, place);
    const till = readTill(place.dataDir);
    const onServer = new Set(held.receiptIds);
    const missing = place.acknowledged.filter(({ receiptId }) => !onServer.has(receiptId)).length;
    const doubled = held.receiptIds.length - onServer.size;
    const strange = held.receiptIds.filter((id) => !till.sales.has(id)).length;
    const headsAgree = JSON.stringify(held.head) === JSON.stringify(till.head);
    const sums = till.totalTiyin === held.totalTiyin && till.soldMilli === held.soldMilli;
    const expected = expectationOf(place.acknowledged);
    const { lost, unsound } = checkTill(place.dataDir, expected, place.kills);
    findings.push(...unsound.map((what) => `till ${i + 1}: ${what}`));
    rows.push([
      `till ${i + 1}`,
      ...[place.kills, place.acknowledged.length, till.sales.size, held.receiptIds.length],
      ...[lost.length, missing, doubled, strange, held.quarantined],
      ...[headsAgree ? 'equal' : 'DIFFERENT', sums ? 'equal' : 'DIFFERENT', unsound.length],
    ]);
  }
  const head = [
    '',
    'killed',
    'acknowledged',
    'on the till',
    'on the server',
    'lost',
    'missing',
    'doubled',
    'strange',
  ];
  console.log(table([...head, 'quarantined', 'heads', 'sums', 'unsound'], rows));
  for (const finding of findings) console.log(`  ${finding}`);
  console.log('');
  return rows.every(
    (row) =>
      row.slice(5, 10).every((n) => n === 0) && row[10] === 'equal' && row[11] === 'equal' && row[12] === 0,
  );
}

function readTill(dataDir: string) {
  const db = openSqlite(join(dataDir, 'till.db'));
  try {
    const { sales } = readBooks(db);
    const { journal } = buildContext(db, offlineOptions(dataDir));
    const all = [...sales.values()];
    return {
      sales,
      head: journal.head(),
      totalTiyin: all.reduce((sum, { totalTiyin }) => sum + BigInt(totalTiyin), 0n),
      soldMilli: all.reduce(
        (sum, { lines }) => lines.reduce((part, [, qtyMilli]) => part + BigInt(qtyMilli), sum),
        0n,
      ),
    };
  } finally {
    db.close();
  }
}

function printDeaths(deaths: readonly Death[]): void {
  const rows = [...new Set(DEATHS)].map((how) => {
    const these = deaths.filter((death) => death.how === how);
    const times = these.map(({ seconds }) => seconds).sort((a, b) => a - b);
    const middle = times[Math.floor(times.length / 2)] ?? Number.NaN;
    const busy = these.filter(({ midTransaction }) => midTransaction).length;
    return [
      how,
      these.length,
      busy,
      `${middle.toFixed(2)} s`,
      `${(times.at(-1) ?? Number.NaN).toFixed(2)} s`,
    ];
  });
  console.log(table(['R2: until it serves again', 'times', 'mid-transaction', 'median', 'slowest'], rows));
  const slowest = Math.max(...deaths.map(({ seconds }) => seconds));
  console.log(
    JSON.stringify({
      bar: 'R2',
      value: Number(slowest.toFixed(2)),
      unit: 's',
      floor: R2_FLOOR_S,
      goal: 5,
      pass: slowest <= R2_FLOOR_S,
    }),
  );
}
