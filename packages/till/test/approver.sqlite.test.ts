import { afterEach, describe, expect, it } from 'vitest';
import { openTill } from '../src/open-till.ts';
import { offlineOptions, prepareTill } from '../src/testing/prepared-till.ts';
import {
  CASHIER_ID,
  CASHIER_PIN,
  MANAGER_ID,
  MANAGER_PIN,
  pinOf,
  sampleEmployee,
  sampleManager,
} from '../src/testing/sample-shop.ts';
import { approvalRequest } from '../src/use-cases/approve.usecase.ts';
import { clearCart, setLineDiscount } from '../src/use-cases/edit-cart.usecase.ts';
import { payCash } from '../src/use-cases/pay-cash.usecase.ts';
import { signIn, signOut } from '../src/use-cases/sign-in.usecase.ts';
import {
  allow,
  askFor,
  facts,
  MUCH,
  OWNER_ID,
  OWNER_PIN,
  owner,
  PEOPLE,
  percent,
  prepared,
  refusedLater,
  testClock,
} from './approval.fixture.ts';
import { Bench, refusal, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

describe('who approves', () => {
  it('is never the asker, nor one without the right, nor one whose limits are narrower', async () => {
    const second = sampleEmployee({ id: '019b0000-0000-7000-8000-00000000e009', name: 'Guli' });
    const manager = sampleManager();
    const till = await prepared(bench, {}, [manager, second, sampleEmployee(), owner({ active: false })]);
    askFor(till, 4_000);
    expect(approvalRequest(till)?.approvers).toEqual([]);
    for (const approverId of [MANAGER_ID, second.id, CASHIER_ID, OWNER_ID, crypto.randomUUID()]) {
      expect(await refusedLater(allow(till, { approverId }))).toBe('till/approver-unfit');
    }
    // Hers is not among the PINs that count.
    expect(await refusedLater(allow(till, { approverId: null }))).toBe('till/pin-wrong');
  });

  it('may be known by the PIN alone, if it is one person', async () => {
    const twin = owner({ id: '019b0000-0000-7000-8000-00000000e004', name: 'Chori', ...pinOf(MANAGER_PIN) });
    const till = await prepared(bench, {}, [...PEOPLE, twin]);
    askFor(till);
    expect(await refusedLater(allow(till, { approverId: null, pin: CASHIER_PIN }))).toBe('till/pin-wrong');
    expect(await refusedLater(allow(till, { approverId: null }))).toBe('till/approver-unclear');
    expect(await allow(till, { approverId: null, pin: OWNER_PIN })).toMatchObject({ approverId: OWNER_ID });
  });

  it('suspended, or narrowed, between the question and the PIN or while it is looked at, allows nothing', async () => {
    for (const change of [
      { active: false },
      { permissions: ['till/sell'] },
      { limits: { discountBps: 1_000 }, permissions: ['till/approve', 'till/discount'] },
    ]) {
      const till = await prepared(bench);
      askFor(till);
      till.employees.put(sampleManager(change));
      expect(await refusedLater(allow(till))).toBe('till/approver-unfit');
      till.employees.put(sampleManager());
      const looking = allow(till);
      till.employees.put(sampleManager(change));
      expect(await refusedLater(looking)).toBe('till/approver-unfit');
      expect(facts(till).some(({ kind }) => kind === 'ApprovalV1')).toBe(false);
    }
  });

  it('allowed what she allowed, though she is suspended later', async () => {
    const till = await prepared(bench);
    const lineId = askFor(till);
    await allow(till);
    till.employees.put(sampleManager({ active: false }));
    setLineDiscount(till, lineId, percent(2_000));
    payCash(till, MUCH);
  });

  it('allows nothing for a cart that ended, or a cashier who left, while her PIN is looked at', async () => {
    const till = await prepared(bench);
    askFor(till);
    const looking = allow(till);
    clearCart(till);
    expect(await refusedLater(looking)).toBe('till/approval-not-needed');
    askFor(till);
    const again = allow(till);
    signOut(till);
    expect(await refusedLater(again)).toBe('till/approval-not-needed');
    expect(facts(till).some(({ kind }) => kind === 'ApprovalV1')).toBe(false);
  });
});

describe('the reason', () => {
  it('is cut in the middle of a character, or half of one was typed: the right PIN still counts', async () => {
    for (const reason of [`${'а'.repeat(199)}😀`, 'Помята \uD83D упаковка']) {
      const till = await prepared(bench);
      askFor(till);
      await allow(till, { reason });
      const fact = facts(till).find(({ kind }) => kind === 'ApprovalV1');
      const written = String(fact?.payload.reason);
      expect(written.isWellFormed()).toBe(true);
      expect(written.length).toBe(reason.slice(0, 200).length);
    }
  });
});

describe('the PINs of colleagues', () => {
  it('of one who is locked spend no tries of this till: the others may still lend theirs', async () => {
    const till = await prepared(bench);
    for (let n = 0; n < 5; n++) await refusedLater(signIn(till, MANAGER_ID, '0000'));
    askFor(till);
    for (let n = 0; n < 6; n++) expect(await refusedLater(allow(till))).toBe('till/pin-locked');
    expect(await allow(till, { approverId: OWNER_ID, pin: OWNER_PIN })).toMatchObject({
      approverId: OWNER_ID,
    });
  });

  it('five wrong tries lock the colleague and this till, over a restart and whatever the clock says', async () => {
    const { clock, wall, pass, scheduler } = testClock();
    const options = { ...offlineOptions(await bench.dir()), clock, scheduler };
    const till = prepareTill(options, 20, PEOPLE);
    askFor(till);
    for (const left of [4, 3, 2, 1]) {
      await expect(allow(till, { pin: '0000' })).rejects.toMatchObject({
        problem: { code: 'till/pin-wrong', params: { left } },
      });
    }
    expect(await refusedLater(allow(till, { pin: '0000' }))).toBe('till/pin-locked');
    expect(await refusedLater(allow(till))).toBe('till/pin-locked');
    // Nor by another colleague, nor by the PIN alone, nor at the sign-in of the one tried.
    expect(await refusedLater(allow(till, { approverId: OWNER_ID, pin: OWNER_PIN }))).toBe('till/pin-locked');
    expect(await refusedLater(allow(till, { approverId: null, pin: OWNER_PIN }))).toBe('till/pin-locked');
    expect(await refusedLater(signIn(till, MANAGER_ID, MANAGER_PIN))).toBe('till/pin-locked');
    wall.jumpTo(Date.UTC(2036, 0, 1));
    expect(await refusedLater(allow(till))).toBe('till/pin-locked');
    till.db.close();
    const again = openTill(options);
    bench.later(() => again.close());
    await value(again.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN }));
    const lineId = (await value(again.sale.cart())).lines[0]!.lineId;
    const ask = () => refusal(again.sale.setLineDiscount({ lineId, discount: percent(2_000) }));
    const approving = { operation: 'line-discount', subjectId: lineId, reason: 'x' };
    expect(await ask()).toBe('till/approval-needed');
    const right = { ...approving, approverId: MANAGER_ID, pin: MANAGER_PIN };
    expect(await refusal(again.approval.approve(right))).toBe('till/pin-locked');
    pass(5 * 60_000);
    await value(again.approval.approve(right));
  });

  it('going from one colleague to the next buys no tries, and a known PIN does not wash them away', async () => {
    const { clock, scheduler } = testClock();
    const till = await prepared(bench, {}, PEOPLE, { clock, scheduler });
    askFor(till);
    expect(await refusedLater(allow(till, { pin: '0000' }))).toBe('till/pin-wrong');
    expect(await refusedLater(allow(till, { approverId: OWNER_ID, pin: '0001' }))).toBe('till/pin-wrong');
    expect(await refusedLater(allow(till, { approverId: null, pin: '0002' }))).toBe('till/pin-wrong');
    // Some approval goes right in between.
    await allow(till);
    askFor(till, 2_000, 2);
    expect(await refusedLater(allow(till, { approverId: OWNER_ID, pin: '0003' }))).toBe('till/pin-wrong');
    expect(await refusedLater(allow(till, { approverId: null, pin: '0004' }))).toBe('till/pin-locked');
    // The owner herself still signs in: she was tried twice.
    signOut(till);
    await signIn(till, OWNER_ID, OWNER_PIN);
  });

  it('a right PIN at the last try is not a lock, and fifty at once are five tries', async () => {
    const { clock, scheduler } = testClock();
    const till = await prepared(bench, {}, PEOPLE, { clock, scheduler });
    askFor(till);
    for (let i = 0; i < 4; i++) await refusedLater(allow(till, { approverId: null, pin: '0000' }));
    await allow(till, { approverId: null });
    askFor(till, 2_000, 2);
    await allow(till, { approverId: null });
    askFor(till, 2_000, 3);
    const tries = Array.from({ length: 50 }, () =>
      refusedLater(allow(till, { approverId: null, pin: '0000' })),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter((code) => code === 'till/pin-wrong')).toHaveLength(0);
    expect(answers.every((code) => code === 'till/pin-locked')).toBe(true);
  });

  it('wrong tries are forgotten after a day at the till without another', async () => {
    const { clock, pass, scheduler } = testClock();
    const till = await prepared(bench, {}, PEOPLE, { clock, scheduler });
    askFor(till);
    for (let i = 0; i < 4; i++) await refusedLater(allow(till, { approverId: null, pin: '0000' }));
    pass(12 * 3_600_000);
    till.pinLock.tick();
    await expect(allow(till, { approverId: null, pin: '0000' })).rejects.toMatchObject({
      problem: { params: { left: 4 } },
    });
  });
});
