import { FakeClock } from '@jowi/testkit/fake-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EskizSimulator } from '../../../../test/simulators/eskiz.ts';
import { outgoing } from '../../../../test/support/message.ts';
import { clockOf } from '../../../../test/support/messages.ts';
import type { ProviderTokenRepository } from '../provider-token.repository.ts';
import { EskizProvider } from './eskiz.provider.ts';
import { readEskizStatus } from './eskiz-answers.ts';

const DAY_MS = 86_400_000;

describe('EskizProvider', () => {
  let eskiz: EskizSimulator;
  let clock: FakeClock;
  let kept: string | null;

  beforeEach(async () => {
    clock = new FakeClock(Date.now());
    eskiz = await EskizSimulator.start(clock.now);
    kept = null;
  });
  afterEach(() => eskiz.close());

  const tokens = {
    find: async () => kept,
    save: async (_: string, token: string) => {
      kept = token;
    },
  } as unknown as ProviderTokenRepository;

  const open = (password = eskiz.password) =>
    new EskizProvider(
      {
        url: eskiz.url,
        email: eskiz.email,
        password,
        from: '4546',
        callbackUrl: (id) => `https://shop.example/api/callback/${id}`,
        timeoutMs: 300,
      },
      tokens,
      clockOf(clock),
    );

  it('signs in once, keeps the token, and sends a form', async () => {
    const provider = open();
    const message = outgoing();
    const sent = await provider.send(message);
    expect(sent).toEqual({ outcome: 'accepted', ref: eskiz.sms[0]?.id });
    expect(eskiz.sms[0]).toMatchObject({
      phone: '998901234567',
      text: message.text,
      from: '4546',
      callbackUrl: `https://shop.example/api/callback/${message.id}`,
    });
    await provider.send(outgoing());
    // Another server, or this one after a restart.
    await open().send(outgoing());
    expect(eskiz.logins).toBe(1);
    expect(eskiz.sms).toHaveLength(3);
  });

  it('signs in once for twenty messages at once', async () => {
    const provider = open();
    const sent = await Promise.all(Array.from({ length: 20 }, () => provider.send(outgoing())));
    expect(new Set(sent.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
    expect(eskiz.logins).toBe(1);
  });

  it('refreshes a token that is refused, and signs in anew when that is refused too', async () => {
    const provider = open();
    await provider.send(outgoing());
    eskiz.expireTokens();
    expect((await provider.send(outgoing())).outcome).toBe('accepted');
    expect([eskiz.logins, eskiz.refreshes]).toEqual([1, 1]);
    eskiz.expireTokens();
    eskiz.refusesRefresh = true;
    const sent = await Promise.all([provider.send(outgoing()), provider.send(outgoing())]);
    expect(sent.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect(eskiz.logins).toBe(2);
  });

  it('fetches a new token before the thirty days are over', async () => {
    const provider = open();
    await provider.send(outgoing());
    clock.advance(30 * DAY_MS - 60_000);
    expect((await provider.send(outgoing())).outcome).toBe('accepted');
    expect(eskiz.refreshes).toBe(1);
  });

  it('is down with a wrong password', async () => {
    expect(await open('wrong').send(outgoing())).toEqual({ outcome: 'down', reason: 'unauthorized' });
  });

  it('tells a refused message from an account without money', async () => {
    eskiz.approvedText = 'Something else';
    expect(await open().send(outgoing())).toEqual({ outcome: 'refused', reason: 'rejected' });
    eskiz.balance = 0;
    expect(await open().send(outgoing())).toEqual({ outcome: 'down', reason: 'no-money' });
  });

  it.each([
    ['slow', 'no-answer'],
    ['hang-up', 'no-answer'],
    ['garbage', 'bad-answer'],
    ['html-502', 'bad-answer'],
    ['redirect', 'bad-answer'],
    ['huge', 'bad-answer'],
  ] as const)('is down when the answer is %s, and works again afterwards', async (fault, reason) => {
    const provider = open();
    await provider.send(outgoing());
    eskiz.faults.push(fault);
    expect(await provider.send(outgoing())).toEqual({ outcome: 'down', reason });
    expect((await provider.send(outgoing())).outcome).toBe('accepted');
  });

  it('is down when nobody listens', async () => {
    const provider = open();
    await provider.send(outgoing());
    await eskiz.close();
    expect(await provider.send(outgoing())).toEqual({ outcome: 'down', reason: 'no-answer' });
  });

  it('reads what became of a message', () => {
    expect(
      ['DELIVERED', 'delivrd', 'REJECTED', 'EXPIRED', 'TRANSMTD', 'whatever'].map(readEskizStatus),
    ).toEqual([true, true, false, false, null, null]);
  });

  it('takes phones of Uzbekistan only', () => {
    expect(open().canSend(outgoing())).toBe(true);
    expect(open().canSend(outgoing({ to: 'owner@shop.uz' }))).toBe(false);
  });
});
