import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tiyin } from '@jowi/domain/money';
import { genesis, verifyChain } from '@jowi/sync/chain';
import { afterEach, describe, expect, it } from 'vitest';
import { intOf } from '../src/db/rows.ts';
import { openSqlite } from '../src/db/sqlite-db.ts';
import { problemOf } from '../src/result.ts';
import { FakePrinter } from '../src/testing/fake-devices.ts';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import { sampleBarcode } from '../src/testing/sample-shop.ts';
import type { TillContext } from '../src/till-context.ts';
import { closeShift } from '../src/use-cases/close-shift.usecase.ts';
import { openShift } from '../src/use-cases/open-shift.usecase.ts';
import { payCash } from '../src/use-cases/pay-cash.usecase.ts';
import { scanCode } from '../src/use-cases/scan-code.usecase.ts';
import { FaultyDb, SQLITE_FULL, SQLITE_IOERR_FSYNC } from './faulty-db.ts';
import { fingerprint } from './fingerprint.ts';
import { Bench } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

const CASH = tiyin(100_000_000_000);

function refusalOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return problemOf(error)?.code ?? String(error);
  }
}

function fillCart(till: TillContext): void {
  for (const index of [1, 2, 3]) scanCode(till, sampleBarcode(index));
}

function expectSoundJournal(till: TillContext): void {
  const entries = till.journal.listEpoch(1);
  const publicKey = till.keys.ensurePublicKey();
  const { judged } = verifyChain({ head: genesis(1), entries, knownHashes: new Map(), publicKey });
  expect(new Set(judged.map((j) => j.verdict))).toEqual(new Set(['ok']));
  const numbers = till.receipts.list(1000).map((r) => r.receiptNumber);
  expect(numbers).toEqual(numbers.map((_, i) => numbers.length - i));
}

async function faultyTill() {
  let db!: FaultyDb;
  const printer = new FakePrinter();
  const openDb = (path: string) => {
    db = new FaultyDb(openSqlite(path));
    return db;
  };
  const till = prepareTill({ ...offlineOptions(await bench.dir()), printer, openDb });
  bench.later(() => db.close());
  return { till, db, printer };
}

describe('confirming a sale is all or nothing', () => {
  for (const [name, errcode, code] of [
    ['a full disk', SQLITE_FULL, 'till/disk-full'],
    ['a disk that does not sync', SQLITE_IOERR_FSYNC, 'till/disk-error'],
  ] as const) {
    it(`at every one of its statements, with ${name}`, async () => {
      const { till, db, printer } = await faultyTill();
      fillCart(till);
      const before = fingerprint(db);
      const cart = till.cart.current;
      let failed = 0;
      for (let at = 1; ; at++) {
        db.arm(at, errcode);
        const refused = refusalOf(() => payCash(till, CASH));
        db.arm(null);
        if (refused === null) break;
        failed += 1;
        expect(refused).toBe(code);
        expect(fingerprint(db)).toBe(before);
        expect(till.cart.current).toBe(cart);
        expect(printer.drawerOpened).toBe(0);
      }
      // Receipt, three lines, payment, stock, cash, journal, outboxes, cart, COMMIT: all of them were tried.
      expect(failed).toBeGreaterThan(18);
      expect(printer.drawerOpened).toBe(1);
      expect(till.receipts.list(10)).toMatchObject([{ receiptNumber: 1 }]);
      expectSoundJournal(till);
    });
  }

  it('and so are opening and closing a shift', async () => {
    const { till, db } = await faultyTill();
    for (const act of [() => closeShift(till, tiyin(5_000_000)), () => openShift(till, tiyin(0))]) {
      const before = fingerprint(db);
      for (let at = 1; ; at++) {
        db.arm(at);
        const refused = refusalOf(act);
        db.arm(null);
        if (refused === null) break;
        expect(refused).toBe('till/disk-full');
        expect(fingerprint(db)).toBe(before);
      }
    }
    expectSoundJournal(till);
  });
});

describe('a disk that is really full', () => {
  it('refuses the sale, prints nothing, and sells on as soon as there is room', async () => {
    const printer = new FakePrinter();
    const till = prepareTill({ ...offlineOptions(await bench.dir()), printer });
    bench.later(() => till.db.close());
    const pages = intOf(till.db.prepare('PRAGMA page_count').get() ?? {}, 'page_count');
    till.db.exec(`PRAGMA max_page_count = ${pages + 4}`);

    let sold = 0;
    let before = '';
    const refused = refusalOf(() => {
      for (;;) {
        fillCart(till);
        before = fingerprint(till.db);
        payCash(till, CASH);
        sold += 1;
      }
    });
    expect(refused).toBe('till/disk-full');
    expect(sold).toBeGreaterThan(0);
    // Whether the cart or the sale met the wall: nothing of the refused step is there.
    if (till.cart.current.lines.length === 3) expect(fingerprint(till.db)).toBe(before);
    expect(till.receipts.list(1000)).toHaveLength(sold);
    expect(printer.drawerOpened).toBe(sold);

    till.db.exec('PRAGMA max_page_count = 1073741823');
    fillCart(till);
    payCash(till, CASH);
    expectSoundJournal(till);
  });

  const mounted = mountSmallDisk();
  it.skipIf(mounted === null)('on a small file system as well', async () => {
    const dir = mounted!;
    bench.later(() => spawnSync('/usr/bin/umount', [dir]));
    const till = prepareTill(offlineOptions(join(dir, 'till')));
    bench.later(() => till.db.close());
    let sold = 0;
    const refused = refusalOf(() => {
      for (; sold < 20_000; sold++) {
        fillCart(till);
        payCash(till, CASH);
      }
    });
    expect(refused).toBe('till/disk-full');
    expect(till.receipts.list(100_000)).toHaveLength(sold);
    const entries = till.journal.listEpoch(1);
    expect(entries.filter((entry) => entry.kind === 'SaleV1')).toHaveLength(sold);
  });
});

/** Needs the right to mount; null where there is none. */
function mountSmallDisk(): string | null {
  const dir = `/tmp/jowi-small-disk-${process.pid}`;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  mkdirSync(dir, { recursive: true });
  const { status } = spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', dir]);
  return status === 0 ? dir : null;
}

it('every durable transaction runs with synchronous=FULL, also after the cart was written', async () => {
  const till = prepareTill(offlineOptions(await bench.dir()));
  bench.later(() => till.db.close());
  const synchronous = () => till.db.prepare('PRAGMA synchronous').get()?.synchronous;
  expect(synchronous()).toBe(2n);
  fillCart(till);
  expect(synchronous()).toBe(2n);
  till.db.draft(() => expect(synchronous()).toBe(1n));
  expect(() =>
    till.db.draft(() => {
      throw new Error('x');
    }),
  ).toThrow('x');
  expect(synchronous()).toBe(2n);
  till.db.exec('PRAGMA synchronous = NORMAL');
  expect(() => payCash(till, CASH)).toThrow('synchronous=FULL');
});

it('facts cannot be changed or deleted, not even by us', async () => {
  const till = prepareTill(offlineOptions(await bench.dir()));
  bench.later(() => till.db.close());
  fillCart(till);
  payCash(till, CASH);
  for (const table of ['journal', 'receipt', 'receipt_line', 'payment', 'shift', 'cash_movement']) {
    expect(() => till.db.exec(`DELETE FROM ${table}`), table).toThrow('append-only');
  }
  expect(() => till.db.exec('UPDATE receipt SET total_tiyin = 1')).toThrow('append-only');
});
