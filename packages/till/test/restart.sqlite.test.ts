import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { genesis, verifyChain } from '@jowi/sync/chain';
import { createRng } from '@jowi/testkit/rng';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, expect, it } from 'vitest';
import { MIGRATIONS } from '../src/db/migrations/all.ts';
import { openSqlite } from '../src/db/sqlite-db.ts';
import { buildContext, openTill } from '../src/open-till.ts';
import { problemOf } from '../src/result.ts';
import { FakeFiscal, FakePrinter } from '../src/testing/fake-devices.ts';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import type { PaidView } from '../src/views.ts';
import { Bench, sell, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

const CHILD = fileURLToPath(new URL('selling-child.ts', import.meta.url));

/** Lets a child process sell for a while, kills it without warning, and returns what it had acknowledged. */
async function sellAndKill(dataDir: string, afterSales: number): Promise<PaidView[]> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, dataDir]);
  let text = '';
  let complaints = '';
  child.stderr.on('data', (data) => {
    complaints += data;
  });
  child.stdout.on('data', (data) => {
    text += data;
    if (text.split('\n').length > afterSales) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  if (signal !== 'SIGKILL') throw new Error(`the selling child died by itself: ${complaints}`);
  // What was printed whole was acknowledged; the last line may be torn.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as PaidView);
}

it('a till killed while selling has every sale it acknowledged, gapless, and its chain verifies', async () => {
  const dataDir = await bench.dir();
  prepareTill(offlineOptions(dataDir)).db.close();
  const rng = createRng(7);
  const acknowledged: PaidView[] = [];
  for (let round = 0; round < 4; round++) acknowledged.push(...(await sellAndKill(dataDir, rng.int(1, 40))));

  const fiscal = new FakeFiscal();
  const { till } = bench.open({ ...offlineOptions(dataDir), fiscal });
  await signIn(till);
  const next = await sell(till, 1);
  const receipts = await value(till.sale.receipts({ limit: 100_000 }));
  const byId = new Map(receipts.map((receipt) => [receipt.receiptId, receipt]));
  for (const paid of acknowledged) {
    expect(byId.get(paid.receiptId)).toMatchObject({
      receiptNumber: paid.receiptNumber,
      totalTiyin: paid.totalTiyin,
    });
  }
  // At most one sale a kill that was on disk but not yet said so.
  expect(receipts.length).toBeGreaterThanOrEqual(acknowledged.length + 1);
  expect(receipts.length).toBeLessThanOrEqual(acknowledged.length + 1 + 4);
  expect(receipts.map((r) => r.receiptNumber)).toEqual(receipts.map((_, i) => receipts.length - i));
  expect(next.receiptNumber).toBe(receipts.length);

  // What lay in the outboxes is worked off after the restart.
  await waitFor(async () => (await value(till.device.state())).fiscal.queue === 0, { what: 'fiscal marks' });
  expect(fiscal.registered.length).toBeLessThanOrEqual(receipts.length);
  await till.close();

  const context = prepareTillAgain(dataDir);
  const entries = context.journal.listEpoch(1);
  const publicKey = context.keys.ensurePublicKey();
  const { judged, head } = verifyChain({ head: genesis(1), entries, knownHashes: new Map(), publicKey });
  expect(judged.every((j) => j.verdict === 'ok')).toBe(true);
  expect(head).toEqual(context.journal.head());
  const shift = context.shifts.getOpen();
  expect(context.shifts.fold(shift, null).expectedCashTiyin).toBe(context.shifts.drawerTiyin(shift.shiftId));
  context.db.close();
});

function prepareTillAgain(dataDir: string) {
  const options = offlineOptions(dataDir);
  return buildContext(openSqlite(join(dataDir, 'till.db')), options);
}

it('a second program on the same data is refused, the first sells on', async () => {
  const { till, options } = await bench.offlineTill();
  await signIn(till);
  const script = `
    import { openTill } from ${JSON.stringify(new URL('../src/open-till.ts', import.meta.url).href)};
    import { offlineOptions } from ${JSON.stringify(new URL('../src/testing/prepared-till.ts', import.meta.url).href)};
    try { openTill(offlineOptions(process.argv[1])); console.log('opened'); }
    catch (error) { console.log(error.problem?.code ?? String(error)); }
    process.exit(0);`;
  const second = spawnSync(process.execPath, ['--input-type=module', '-e', script, options.dataDir], {
    encoding: 'utf8',
  });
  expect(second.stdout.trim(), second.stderr).toBe('till/already-running');
  expect((await sell(till, 1)).receiptNumber).toBe(1);
});

it('refuses a database written by a newer program and leaves it as it is', async () => {
  const dataDir = await bench.dir();
  const prepared = prepareTill(offlineOptions(dataDir));
  prepared.db.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
  prepared.db.close();
  let problem = null;
  try {
    openTill(offlineOptions(dataDir));
  } catch (error) {
    problem = problemOf(error);
  }
  expect(problem).toMatchObject({ code: 'till/database-newer' });
  const db = openSqlite(join(dataDir, 'till.db'));
  expect(db.prepare('PRAGMA user_version').get()?.user_version).toBe(BigInt(MIGRATIONS.length + 1));
  db.close();
});

it('a file that is not a database, or a place that cannot be written, is a disk error', async () => {
  const dataDir = await bench.dir();
  const { writeFileSync } = await import('node:fs');
  writeFileSync(join(dataDir, 'till.db'), 'not a database, '.repeat(1000));
  expect(() => openTill(offlineOptions(dataDir))).toThrow('till/disk-error');
});

it('keeps its secrets in files of their own that nobody else may read', async () => {
  const { options } = await bench.offlineTill({ printer: new FakePrinter() });
  for (const file of ['device.key', 'device.secret']) {
    expect(statSync(join(options.dataDir, file)).mode & 0o777, file).toBe(0o600);
  }
});
