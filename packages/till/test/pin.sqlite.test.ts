import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeClock } from '@jowi/testkit/fake-clock';
import { afterEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../src/db/sqlite-db.ts';
import type { Clock } from '../src/ports.ts';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import { CASHIER_ID, CASHIER_PIN, sampleEmployee } from '../src/testing/sample-shop.ts';
import { signIn as enter } from '../src/use-cases/sign-in.usecase.ts';
import { Bench, refusal, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

/** Wall time and running time apart: one can be set, the other only passes. */
function testClock() {
  const wall = new FakeClock();
  let runningMs = 0;
  const clock: Clock = { now: wall.now, monotonicMs: () => runningMs };
  const pass = (ms: number) => {
    runningMs += ms;
  };
  return { clock, wall, pass, scheduler: () => () => {} };
}

const wrong = { employeeId: CASHIER_ID, pin: '0000' };
const right = { employeeId: CASHIER_ID, pin: CASHIER_PIN };

describe('PIN', () => {
  it('lets the right one in, without any network', async () => {
    const { till } = await bench.offlineTill();
    expect(await value(till.session.employees())).toEqual([
      { id: CASHIER_ID, name: 'Dilnoza', role: 'cashier', roleName: null, color: 1 },
    ]);
    expect(await value(till.session.signIn(right))).toMatchObject({ employee: { name: 'Dilnoza' } });
    expect(await value(till.session.current())).toMatchObject({ id: CASHIER_ID });
    await value(till.session.signOut());
    expect(await value(till.session.current())).toBeNull();
  });

  it('counts wrong ones down, then locks; the right one does not open a lock', async () => {
    const { clock, pass, scheduler } = testClock();
    const { till } = await bench.offlineTill({ clock, scheduler });
    for (const left of [4, 3, 2, 1]) {
      expect(await till.session.signIn(wrong)).toEqual({
        ok: false,
        problem: { code: 'till/pin-wrong', params: { left } },
      });
    }
    const locked = { ok: false, problem: { code: 'till/pin-locked', params: { minutes: 5 } } };
    expect(await till.session.signIn(wrong)).toEqual(locked);
    expect(await till.session.signIn(right)).toEqual(locked);
    pass(4 * 60_000);
    expect(await till.session.signIn(right)).toMatchObject({ problem: { params: { minutes: 1 } } });
    pass(60_000);
    await value(till.session.signIn(right));
    expect(await till.session.signIn(wrong)).toMatchObject({ problem: { params: { left: 4 } } });
  });

  it('locks for longer each time', async () => {
    const { clock, pass, scheduler } = testClock();
    const { till } = await bench.offlineTill({ clock, scheduler });
    for (const minutes of [5, 10, 20, 40, 60, 60]) {
      for (let i = 0; i < 4; i++) expect(await refusal(till.session.signIn(wrong))).toBe('till/pin-wrong');
      expect(await till.session.signIn(wrong)).toMatchObject({ problem: { params: { minutes } } });
      pass(minutes * 60_000);
    }
  });

  it('a restart and a changed clock give nothing back', async () => {
    const { clock, wall, pass, scheduler } = testClock();
    const first = await bench.offlineTill({ clock, scheduler });
    for (let i = 0; i < 3; i++) await refusal(first.till.session.signIn(wrong));
    await first.close();
    const second = bench.open(first.options);
    expect(await second.till.session.signIn(wrong)).toMatchObject({ problem: { params: { left: 1 } } });
    expect(await refusal(second.till.session.signIn(wrong))).toBe('till/pin-locked');
    wall.jumpTo(Date.UTC(2036, 0, 1));
    expect(await refusal(second.till.session.signIn(right))).toBe('till/pin-locked');
    wall.jumpTo(Date.UTC(2001, 0, 1));
    await second.close();
    // Only time in which the till runs counts: switching it off and waiting is no way round either.
    pass(60 * 60_000);
    const third = bench.open(second.options);
    expect(await refusal(third.till.session.signIn(right))).toBe('till/pin-locked');
    pass(5 * 60_000);
    await value(third.till.session.signIn(right));
  });

  it('spends the try before it looks at the PIN, so killing the program in between buys nothing', async () => {
    const { till } = await bench.offlineTill();
    const answers = await Promise.all(Array.from({ length: 50 }, () => refusal(till.session.signIn(wrong))));
    expect(answers.filter((code) => code === 'till/pin-wrong')).toHaveLength(4);
    expect(answers.filter((code) => code === 'till/pin-locked')).toHaveLength(46);
  });

  it('tells nobody whether an employee exists', async () => {
    const { till } = await bench.offlineTill();
    const stranger = { employeeId: crypto.randomUUID(), pin: '0000' };
    expect(await till.session.signIn(stranger)).toEqual(await till.session.signIn(wrong));
  });

  it('is stored only bound to this device: the hash of the wire is nowhere in the files', async () => {
    const { options, close } = await bench.offlineTill();
    await close();
    const { pinHash } = sampleEmployee();
    const file = readFileSync(join(options.dataDir, 'till.db'));
    expect(file.includes(pinHash!)).toBe(false);
    expect(file.includes(Buffer.from(pinHash!, 'base64url'))).toBe(false);
    // The database on another machine: another secret, and the right PIN opens nothing.
    const { rmSync } = await import('node:fs');
    rmSync(join(options.dataDir, 'device.secret'));
    const { till } = bench.open(options);
    expect(await refusal(till.session.signIn(right))).toBe('till/pin-wrong');
  });
});

it('somebody switched off, or given another PIN, while hers is being checked does not get in', async () => {
  const context = prepareTill(offlineOptions(await bench.dir()));
  bench.later(() => context.db.close());
  for (const change of [{ active: false }, { pinHash: Buffer.alloc(32).toString('base64url') }]) {
    context.employees.put(sampleEmployee());
    const entering = enter(context, CASHIER_ID, CASHIER_PIN);
    context.employees.put(sampleEmployee(change));
    await expect(entering).rejects.toMatchObject({ problem: { code: 'till/pin-wrong' } });
  }
});

it('somebody switched off is out at once and cannot come back', async () => {
  const { options, close } = await bench.offlineTill();
  await close();
  const db = openSqlite(join(options.dataDir, 'till.db'));
  db.exec('UPDATE employee SET active = 0');
  db.close();
  const { till } = bench.open(options);
  expect(await value(till.session.employees())).toEqual([]);
  expect(await refusal(till.session.signIn(right))).toBe('till/pin-wrong');
});
