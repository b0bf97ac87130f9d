import { FakeClock } from '@jowi/testkit/fake-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TelegramSimulator } from '../../../../test/simulators/telegram-gateway.ts';
import { outgoing } from '../../../../test/support/message.ts';
import { clockOf } from '../../../../test/support/messages.ts';
import { TelegramProvider } from './telegram.provider.ts';

describe('TelegramProvider', () => {
  let telegram: TelegramSimulator;
  const clock = new FakeClock(Date.now());

  beforeEach(async () => {
    telegram = await TelegramSimulator.start();
  });
  afterEach(() => telegram.close());

  const open = (token = telegram.token) =>
    new TelegramProvider(
      {
        url: telegram.url,
        token,
        sender: 'jowishop',
        callbackUrl: 'https://shop.example/api/v1/messages/callbacks/telegram',
        timeoutMs: 300,
      },
      clockOf(clock),
    );
  const message = () => outgoing({ expiresAtMs: clock.now() + 600_000 });

  it('asks whether it can, then sends our own code within the same request: one fee', async () => {
    const sending = message();
    const sent = await open().send(sending);
    expect(sent).toEqual({ outcome: 'accepted', ref: telegram.codes[0]?.request_id });
    expect(telegram.codes[0]).toMatchObject({
      phone_number: '+998901234567',
      code: '123456',
      ttl: 600,
      payload: sending.id,
      sender_username: 'jowishop',
      callback_url: 'https://shop.example/api/v1/messages/callbacks/telegram',
    });
    expect(telegram.fees).toBe(1);
  });

  it('keeps the life of a message between what Telegram allows', async () => {
    await open().send(outgoing({ expiresAtMs: clock.now() + 5_000 }));
    await open().send(outgoing({ expiresAtMs: clock.now() + 86_400_000 }));
    expect(telegram.codes.map(({ ttl }) => ttl)).toEqual([60, 3_600]);
  });

  it('refuses a phone without Telegram, which costs nothing', async () => {
    telegram.withoutTelegram.add('+998901234567');
    expect(await open().send(message())).toEqual({ outcome: 'refused', reason: 'unreachable-person' });
    expect(telegram.fees).toBe(0);
  });

  it('is down with a wrong token and an empty account', async () => {
    expect(await open('AAHwrong-token').send(message())).toEqual({ outcome: 'down', reason: 'unauthorized' });
    telegram.balance = 0;
    expect(await open().send(message())).toEqual({ outcome: 'down', reason: 'no-money' });
  });

  it.each([
    ['slow', 'no-answer'],
    ['hang-up', 'no-answer'],
    ['garbage', 'bad-answer'],
    ['html-502', 'bad-answer'],
    ['redirect', 'bad-answer'],
    ['huge', 'bad-answer'],
  ] as const)('is down when the answer is %s', async (fault, reason) => {
    telegram.faults.push(fault);
    expect(await open().send(message())).toEqual({ outcome: 'down', reason });
    expect((await open().send(message())).outcome).toBe('accepted');
  });

  it('sends codes to phones and nothing else', () => {
    expect(open().canSend(outgoing())).toBe(true);
    expect(open().canSend(outgoing({ code: null }))).toBe(false);
    expect(open().canSend(outgoing({ to: 'owner@shop.uz' }))).toBe(false);
  });
});
