import { FakeClock } from '@jowi/testkit/fake-clock';
import { withClient } from '@jowi/testkit/postgres';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KeepingProvider, openTestMessages, type TestMessages } from '../../../test/support/messages.ts';
import { ProblemError } from '../errors/problem-error.ts';
import type { CodePurpose } from './one-time-codes.ts';

const MINUTE_MS = 60_000;

describe('one-time codes', () => {
  let database: TestDatabase;
  let clock: FakeClock;
  let messages: TestMessages;
  const provider = new KeepingProvider();
  let phones = 0;
  let phone: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    clock = new FakeClock(Date.now());
    messages = await openTestMessages({ database, clock, providers: [provider] });
  });
  afterAll(async () => {
    await messages.close();
    await database.drop();
  });
  beforeEach(() => {
    phones += 1;
    phone = `+99890${String(1_000_000 + phones)}`;
  });

  const request = (purpose: CodePurpose = 'register', extra: { deliver?: boolean; phone?: string } = {}) =>
    messages.codes.request({ phone, purpose, language: 'uz', address: '10.0.0.1', ...extra });
  const requestAndRead = async (purpose: CodePurpose = 'register') => {
    const { requestId } = await request(purpose);
    await messages.dispatcher.runOnce();
    return { requestId, purpose, code: provider.codeFor(phone) };
  };
  const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
  const refusal = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (failure: unknown) => failure,
    );
    if (!(error instanceof ProblemError)) throw new Error(`Not refused: ${String(error)}`);
    return { ...error.problem, ...error.options, status: error.status };
  };

  it('proves a phone once', async () => {
    const asked = await request();
    expect(asked.expiresAtMs).toBe(clock.now() + 10 * MINUTE_MS);
    expect(asked.resendAtMs).toBe(clock.now() + MINUTE_MS);
    await messages.dispatcher.runOnce();
    const code = provider.codeFor(phone);
    expect(code).toMatch(/^\d{6}$/);
    const presented = { requestId: asked.requestId, code, purpose: 'register' } as const;
    expect(await messages.codes.verify(presented)).toEqual({ phone });
    expect(await refusal(messages.codes.verify(presented))).toMatchObject({ code: 'codes/spent' });
  });

  it('lets one of fifty right answers at once win', async () => {
    const presented = await requestAndRead();
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, () => messages.codes.verify(presented)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const others = answers.flatMap((it) => (it.status === 'rejected' ? [it.reason.problem.code] : []));
    expect(new Set(others)).toEqual(new Set(['codes/spent']));
  });

  it('takes five wrong answers and then not even the right one', async () => {
    const { code, ...rest } = await requestAndRead();
    for (const left of [4, 3, 2, 1]) {
      expect(await refusal(messages.codes.verify({ ...rest, code: wrong(code) }))).toMatchObject({
        code: 'codes/wrong',
        field: 'code',
        params: { left },
      });
    }
    expect((await refusal(messages.codes.verify({ ...rest, code: wrong(code) }))).code).toBe('codes/spent');
    expect((await refusal(messages.codes.verify({ ...rest, code }))).code).toBe('codes/spent');
  });

  it('never gives more than five tries to a hundred at once', async () => {
    const { code, ...rest } = await requestAndRead();
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, () => messages.codes.verify({ ...rest, code: wrong(code) })),
    );
    const codes = answers.map((it) => (it.status === 'rejected' ? it.reason.problem.code : 'won'));
    expect(codes.filter((it) => it === 'codes/wrong')).toHaveLength(4);
    expect(codes.filter((it) => it === 'codes/spent')).toHaveLength(96);
  });

  it('is bound to its request and its purpose, and ends after ten minutes', async () => {
    const first = await requestAndRead('sign-in');
    expect((await refusal(messages.codes.verify({ ...first, purpose: 'reset-password' }))).code).toBe(
      'codes/expired',
    );
    expect((await refusal(messages.codes.verify({ ...first, requestId: `'; DROP` }))).code).toBe(
      'codes/expired',
    );
    const other = '01890000-0000-7000-8000-000000000000';
    expect((await refusal(messages.codes.verify({ ...first, requestId: other }))).code).toBe('codes/expired');
    clock.advance(10 * MINUTE_MS);
    expect((await refusal(messages.codes.verify(first))).code).toBe('codes/expired');
  });

  it('keeps no code and no phone that a copy of the database would show', async () => {
    const { code } = await requestAndRead();
    await request('register', { phone: '+998909999901' });
    const dump = await withClient(database.adminUrl, async (client) => {
      const outbox = await client.query('SELECT * FROM messages.outbox');
      const codes = await client.query('SELECT id, code_hash, tries FROM messages.code');
      return JSON.stringify([outbox.rows, codes.rows]);
    });
    expect(dump).not.toContain(`"${code}"`);
    expect(dump).not.toContain('909999901');
    expect(dump).not.toContain(Buffer.from('909999901').toString('hex'));
  });

  it('counts one phone in any minute, ten minutes and day', async () => {
    const sentAt: number[] = [];
    const endMs = clock.now() + 24 * 60 * MINUTE_MS;
    while (clock.now() < endMs) {
      const answer = await request().then(
        () => 'sent',
        ({ problem, options }: ProblemError) => {
          expect(problem.code).toBe('codes/limit');
          return options.retryAfterSeconds ?? 0;
        },
      );
      if (answer === 'sent') {
        sentAt.push(clock.now());
        clock.advance(1_000);
      } else {
        expect(answer).toBeGreaterThan(0);
        clock.advance(Math.min(Number(answer) * 1000, endMs - clock.now()) || 1);
      }
    }
    expect(sentAt).toHaveLength(5);
    const most = (windowMs: number) =>
      Math.max(...sentAt.map((from) => sentAt.filter((at) => at >= from && at < from + windowMs).length));
    expect([most(MINUTE_MS), most(10 * MINUTE_MS), most(24 * 60 * MINUTE_MS)]).toEqual([1, 3, 5]);
    await messages.dispatcher.runOnce();
  });

  it('gives one of twenty requests at once for the same phone a code', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => request()));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await messages.dispatcher.runOnce();
  });

  it('answers an unknown phone like a known one, and sends it nothing', async () => {
    const statements: string[][] = [];
    const known = await counted(() => request(), statements);
    await messages.dispatcher.runOnce();
    expect(provider.codeFor(phone)).not.toBe('');
    phone = '+998907770001';
    const unknown = await counted(() => request('register', { deliver: false }), statements);
    await messages.dispatcher.runOnce();
    expect(provider.codeFor(phone)).toBe('');
    expect(Object.keys(unknown)).toEqual(Object.keys(known));
    expect(unknown.expiresAtMs - clock.now()).toBe(known.expiresAtMs - clock.now());
    expect(statements[1]).toEqual(statements[0]);
    expect(await messages.codes.findDelivery(unknown.requestId)).toBe('sent');
    expect(await messages.codes.findDelivery(known.requestId)).toBe('sent');
    // How it fares would tell the two apart: where some phones get no message nothing is said.
    for (const purpose of ['sign-in', 'reset-password'] as const) {
      const silent = await request(purpose, {
        phone: purpose === 'sign-in' ? '+998907770002' : '+998907770003',
      });
      expect(await messages.codes.findDelivery(silent.requestId)).toBeNull();
    }
    // Nobody was told the code, and the limits count all the same.
    expect((await refusal(request('register', { deliver: false }))).code).toBe('codes/limit');
  });

  /** The texts of all statements that `work` sends, in order. */
  async function counted<T>(work: () => Promise<T>, into: string[][]): Promise<T> {
    const { default: pg } = await import('pg');
    const texts: string[] = [];
    const query = pg.Client.prototype.query;
    pg.Client.prototype.query = function (this: unknown, ...args: unknown[]) {
      const [first] = args;
      texts.push(typeof first === 'string' ? first : String((first as { text?: unknown }).text));
      return (query as (...all: unknown[]) => unknown).apply(this, args);
    } as typeof query;
    try {
      return await work();
    } finally {
      pg.Client.prototype.query = query;
      into.push(texts);
    }
  }

  it('sends to Uzbekistan only', async () => {
    for (const foreign of [
      '+79001234567',
      '+99890123456',
      '+9989012345678',
      '998901234567',
      '+998 90 1234567',
    ])
      expect((await refusal(request('register', { phone: foreign }))).code).toBe('codes/phone-foreign');
  });

  it('says so to everybody while no provider works, and recovers by itself', async () => {
    provider.answer = { outcome: 'down', reason: 'no-answer' };
    const { requestId } = await request();
    await messages.dispatcher.runOnce();
    expect(await messages.codes.findDelivery(requestId)).toBe('delayed');
    for (const deliver of [true, false])
      expect(await refusal(request('sign-in', { phone: '+998905550000', deliver }))).toMatchObject({
        code: 'messages/unavailable',
        status: 503,
      });
    clock.advance(16_000);
    provider.answer = { outcome: 'accepted', ref: null };
    await messages.dispatcher.runOnce();
    expect(await messages.codes.findDelivery(requestId)).toBe('sent');
    expect(provider.codeFor(phone)).toMatch(/^\d{6}$/);
  });
});
