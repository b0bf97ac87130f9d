import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlaymobileSimulator } from '../../../../test/simulators/playmobile.ts';
import { outgoing } from '../../../../test/support/message.ts';
import { PlaymobileProvider } from './playmobile.provider.ts';
import { playmobileMessageId, readPlaymobileStatus } from './playmobile-answers.ts';

describe('PlaymobileProvider', () => {
  let playmobile: PlaymobileSimulator;

  beforeEach(async () => {
    playmobile = await PlaymobileSimulator.start();
  });
  afterEach(() => playmobile.close());

  const open = (password = playmobile.password) =>
    new PlaymobileProvider({
      url: playmobile.url,
      login: playmobile.login,
      password,
      originator: 'JOWi',
      timeoutMs: 300,
    });

  it('sends with an id of our own that fits', async () => {
    const message = outgoing();
    const ref = playmobileMessageId(message.id);
    expect(ref).toMatch(/^[0-9a-f]{20}$/);
    expect(await open().send(message)).toEqual({ outcome: 'accepted', ref });
    expect(playmobile.sms).toEqual([
      { id: ref, phone: '998901234567', text: message.text, originator: 'JOWi' },
    ]);
  });

  it('sends no second SMS when the answer to the first was lost', async () => {
    const message = outgoing();
    playmobile.losesNextAnswer = true;
    expect(await open().send(message)).toEqual({ outcome: 'down', reason: 'bad-answer' });
    expect((await open().send(message)).outcome).toBe('accepted');
    expect(playmobile.sms).toHaveLength(1);
  });

  it('tells a wrong password, an empty account and a bad number apart', async () => {
    expect(await open('wrong').send(outgoing())).toEqual({ outcome: 'down', reason: 'unauthorized' });
    expect(await open().send(outgoing({ to: '+99890123456' }))).toEqual({
      outcome: 'refused',
      reason: 'rejected',
    });
    playmobile.hasMoney = false;
    expect(await open().send(outgoing())).toEqual({ outcome: 'down', reason: 'no-money' });
  });

  it.each([
    ['slow', 'no-answer'],
    ['hang-up', 'no-answer'],
    ['garbage', 'bad-answer'],
    ['html-502', 'bad-answer'],
    ['redirect', 'bad-answer'],
    ['huge', 'bad-answer'],
  ] as const)('is down when the answer is %s', async (fault, reason) => {
    playmobile.faults.push(fault);
    expect(await open().send(outgoing())).toEqual({ outcome: 'down', reason });
    expect((await open().send(outgoing())).outcome).toBe('accepted');
  });

  it('reads what became of a message', () => {
    const words = ['Delivered', 'NotDelivered', 'Rejected', 'Expired', 'Transmitted', ''];
    expect(words.map(readPlaymobileStatus)).toEqual([true, false, false, false, null, null]);
  });
});
