import { randomUUID } from 'node:crypto';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EskizSimulator } from '../../../../test/simulators/eskiz.ts';
import { PlaymobileSimulator } from '../../../../test/simulators/playmobile.ts';
import { type TelegramCode, TelegramSimulator } from '../../../../test/simulators/telegram-gateway.ts';
import { startTestApi, type TestApi } from '../../../../test/support/api.ts';
import { AUTH_SECRET } from '../../../../test/support/settings.ts';
import { OneTimeCodes } from '../../codes/one-time-codes.ts';
import { MessageDispatcher } from '../message-dispatcher.ts';
import { CallbackLinks } from './callback-links.ts';

const PUBLIC_URL = 'https://shop.example/api';
const PLAYMOBILE_CALLBACK_SECRET = 'a-secret-of-the-tests-only';
const TELEGRAM_PATH = '/v1/messages/callbacks/telegram';

/** The whole way: a code is asked for, leaves by the first provider that takes it, and its report comes back. */
describe('delivery reports', () => {
  let api: TestApi;
  let telegram: TelegramSimulator;
  let eskiz: EskizSimulator;
  let playmobile: PlaymobileSimulator;
  let phones = 0;
  const links = new CallbackLinks(AUTH_SECRET, PUBLIC_URL);

  beforeAll(async () => {
    telegram = await TelegramSimulator.start();
    eskiz = await EskizSimulator.start();
    playmobile = await PlaymobileSimulator.start();
    api = await startTestApi({
      DEV_MESSAGES: '0',
      MESSAGE_PROVIDERS: 'telegram,eskiz,playmobile',
      PUBLIC_API_URL: PUBLIC_URL,
      TELEGRAM_GATEWAY_TOKEN: telegram.token,
      TELEGRAM_GATEWAY_URL: telegram.url,
      ESKIZ_EMAIL: eskiz.email,
      ESKIZ_PASSWORD: eskiz.password,
      ESKIZ_URL: eskiz.url,
      PLAYMOBILE_LOGIN: playmobile.login,
      PLAYMOBILE_PASSWORD: playmobile.password,
      PLAYMOBILE_ORIGINATOR: 'JOWi',
      PLAYMOBILE_URL: playmobile.url,
      PLAYMOBILE_CALLBACK_SECRET,
      CODES_PER_ADDRESS_10_MIN: '1000',
      CODES_PER_ADDRESS_DAY: '1000',
    });
    await countChanges();
  });
  afterAll(async () => {
    await api.close();
    await Promise.all([telegram, eskiz, playmobile].map((simulator) => simulator.close()));
  });
  afterEach(() => {
    // Whoever was down has rested.
    api.clock.advance(60_000);
    eskiz.balance = 1_000;
  });

  /** Every change of a message's state is written down beside it. */
  const countChanges = () =>
    withClient(api.database.adminUrl, async (client) => {
      await client.query('CREATE TABLE messages.change (id uuid, state text)');
      await client.query('GRANT INSERT ON messages.change TO jowi_auth');
      await client.query(`CREATE FUNCTION messages.note() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO messages.change VALUES (NEW.id, NEW.state); RETURN NULL; END $$`);
      await client.query(`CREATE TRIGGER note AFTER UPDATE OF state ON messages.outbox
        FOR EACH ROW EXECUTE FUNCTION messages.note()`);
    });
  const changesOf = (id: string) =>
    withClient(api.database.adminUrl, async (client) => {
      const { rows } = await client.query<{ state: string }>(
        'SELECT state FROM messages.change WHERE id = $1',
        [id],
      );
      return rows.map(({ state }) => state);
    });

  const request = async (phone = `+99893${String(1_000_000 + ++phones * 10_007)}`) => {
    const codes = api.app.get(OneTimeCodes, { strict: false });
    const { requestId } = await codes.request({
      phone,
      purpose: 'register',
      language: 'uz',
      address: '10.0.0.1',
    });
    await expect.poll(() => stateOf(requestId), { timeout: 5_000 }).toBe('sent');
    return { requestId, phone };
  };
  const stateOf = async (requestId: string) =>
    (await api.nobody.ask('GET', `/v1/codes/${requestId}`)).body.state;
  const byTelegram = async (): Promise<{ requestId: string; code: TelegramCode }> => {
    const { requestId } = await request();
    const code = telegram.codes.find(({ payload }) => payload === requestId);
    if (!code) throw new Error('Not sent by Telegram');
    return { requestId, code };
  };
  const withoutTelegram = () => {
    const phone = `+99894${String(1_000_000 + ++phones * 10_007)}`;
    telegram.withoutTelegram.add(phone);
    return phone;
  };
  const post = async (path: string, body: string, headers: Record<string, string> = {}) =>
    (
      await api.nobody.ask('POST', path, {
        body,
        headers: { 'content-type': 'application/json', ...headers },
      })
    ).status;

  it('takes the report of Telegram Gateway', async () => {
    const { requestId, code } = await byTelegram();
    expect(code.callback_url).toBe(`${PUBLIC_URL}/v1/messages/callbacks/telegram`);
    const sent = telegram.report(code, 'sent', api.clock.now());
    expect(await post(TELEGRAM_PATH, sent.body, sent.headers)).toBe(200);
    const read = telegram.report(code, 'read', api.clock.now());
    expect(await post(TELEGRAM_PATH, read.body, read.headers)).toBe(200);
    expect(await changesOf(requestId)).toEqual(['sent', 'delivered']);
  });

  it('lets twenty identical reports at once have one effect', async () => {
    const { requestId, code } = await byTelegram();
    const report = telegram.report(code, 'delivered', api.clock.now());
    const statuses = await Promise.all(
      Array.from({ length: 20 }, () => post(TELEGRAM_PATH, report.body, report.headers)),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await changesOf(requestId)).toEqual(['sent', 'delivered']);
  });

  it('refuses fourteen ways of changing a report', async () => {
    const { requestId, code } = await byTelegram();
    const nowMs = api.clock.now();
    const { body, headers } = telegram.report(code, 'delivered', nowMs);
    const timestamp = Math.floor(nowMs / 1000);
    const signature = headers['x-request-signature'] ?? '';
    const { createHmac } = await import('node:crypto');
    const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');
    const mutations: Record<string, readonly [string, Record<string, string>]> = {
      'another state': [body.replace('delivered', 'expired'), headers],
      'a space more': [body.replace(':', ': '), headers],
      'a field more': [body.replace('{', '{"x":1,'), headers],
      'cut short': [body.slice(0, -1), headers],
      'a line feed at the end': [`${body}\n`, headers],
      'no body': ['', headers],
      'another time': [body, { ...headers, 'x-request-timestamp': String(timestamp + 1) }],
      'a time written otherwise': [body, { ...headers, 'x-request-timestamp': `0${timestamp}` }],
      'no time': [body, { 'x-request-signature': signature }],
      'yesterday, well signed': [body, telegram.sign(body, timestamp - 86_400)],
      'tomorrow, well signed': [body, telegram.sign(body, timestamp + 86_400)],
      'no signature': [body, { 'x-request-timestamp': String(timestamp) }],
      'one digit of the signature': [
        body,
        { ...headers, 'x-request-signature': signature.replace(/.$/, (it) => (it === '0' ? '1' : '0')) },
      ],
      'half the signature': [body, { ...headers, 'x-request-signature': signature.slice(0, 32) }],
      'the token of somebody else': [body, telegram.sign(body, timestamp, 'AAHsomebody-else')],
      'the token itself as the key': [
        body,
        { ...headers, 'x-request-signature': hmac(telegram.token, `${timestamp}\n${body}`) },
      ],
      'the time not signed': [body, { ...headers, 'x-request-signature': hmac(telegram.token, body) }],
    };
    expect(Object.keys(mutations).length).toBeGreaterThanOrEqual(12);
    for (const [name, [changed, sentHeaders]] of Object.entries(mutations))
      expect(await post(TELEGRAM_PATH, changed, sentHeaders), name).toBe(403);
    expect(await changesOf(requestId)).toEqual(['sent']);
    expect(await post(TELEGRAM_PATH, body, headers)).toBe(200);
  });

  it('asks for a report of an unknown message again: ours may not be written down yet', async () => {
    const { code } = await byTelegram();
    const stranger = telegram.report({ ...code, request_id: randomUUID() }, 'delivered', api.clock.now());
    expect(await post(TELEGRAM_PATH, stranger.body, stranger.headers)).toBe(404);
    expect(await post(TELEGRAM_PATH, stranger.body, stranger.headers)).toBe(404);
  });

  it('sends by SMS to a phone without Telegram, and takes the report of Eskiz as a form', async () => {
    const { requestId, phone } = await request(withoutTelegram());
    const sms = eskiz.sms.find((it) => it.phone === phone.slice(1));
    if (!sms?.callbackUrl) throw new Error('Not sent by Eskiz');
    expect(sms.callbackUrl).toBe(links.eskiz(requestId));
    expect(sms.text).toMatch(/^JOWi Shop: kod \d{6}\./);
    const path = new URL(sms.callbackUrl).pathname.replace(/^\/api/, '');
    const form = (status: string) => new URLSearchParams(eskiz.report(sms, status)).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await post(path, form('TRANSMTD'), type)).toBe(200);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(path, form('DELIVERED'), type)));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await changesOf(requestId)).toEqual(['sent', 'delivered']);
    // As JSON as well.
    expect(await post(path, JSON.stringify(eskiz.report(sms, 'DELIVERED')))).toBe(200);
  });

  it('takes no report of Eskiz at an address that is not the message’s own', async () => {
    const { requestId, phone } = await request(withoutTelegram());
    const sms = eskiz.sms.find((it) => it.phone === phone.slice(1));
    if (!sms) throw new Error('Not sent by Eskiz');
    const body = JSON.stringify(eskiz.report(sms, 'REJECTED'));
    const right =
      new URL(links.eskiz(requestId) ?? '').pathname
        .replace(/^\/api/, '')
        .split('/')
        .at(-1) ?? '';
    const other = links.tokenOf(`eskiz ${randomUUID()}`);
    for (const [id, token] of [
      [requestId, other],
      [requestId, right.slice(0, -1)],
      [requestId, `${right}A`],
      [requestId, right.toLowerCase()],
      [requestId, 'x'],
      [requestId.toUpperCase(), right],
      [randomUUID(), right],
      ['not-an-id', right],
    ]) {
      expect(await post(`/v1/messages/callbacks/eskiz/${id}/${token}`, body)).toBe(403);
    }
    expect(await post(`/v1/messages/callbacks/eskiz/${requestId}/${right}`, '{"__proto__":1}')).toBe(400);
    expect(await changesOf(requestId)).toEqual(['sent']);
    expect(await stateOf(requestId)).toBe('sent');
    expect(await post(`/v1/messages/callbacks/eskiz/${requestId}/${right}`, body)).toBe(200);
    expect(await stateOf(requestId)).toBe('failed');
  });

  it('goes on to PlayMobile when Eskiz has no money left, and takes its report', async () => {
    eskiz.balance = 0;
    const { requestId, phone } = await request(withoutTelegram());
    const sms = playmobile.sms.find((it) => it.phone === phone.slice(1));
    if (!sms) throw new Error('Not sent by PlayMobile');
    const path = `/v1/messages/callbacks/playmobile/${PLAYMOBILE_CALLBACK_SECRET}`;
    const body = JSON.stringify({
      messages: [{ 'message-id': sms.id, channel: 'sms', status: 'Delivered' }],
    });
    expect(await post(path.slice(0, -1), body)).toBe(403);
    expect(await post(path, body)).toBe(200);
    expect(await changesOf(requestId)).toEqual(['sent', 'delivered']);
  });

  it('takes a form nowhere else, and no report that is larger than one can be', async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await post('/v1/auth/sign-in', 'phone=1', type)).toBe(415);
    expect(await post(TELEGRAM_PATH, `"${'x'.repeat(100_000)}"`)).toBe(413);
  });

  it('says that messages cannot be sent while all three are down, to everybody alike', async () => {
    eskiz.balance = 0;
    playmobile.hasMoney = false;
    telegram.balance = 0;
    const codes = api.app.get(OneTimeCodes, { strict: false });
    const ask = { purpose: 'register', language: 'ru', address: '10.0.0.2' } as const;
    const { requestId } = await codes.request({ ...ask, phone: '+998951112233' });
    await expect.poll(() => stateOf(requestId), { timeout: 5_000 }).toBe('delayed');
    for (const deliver of [true, false]) {
      await expect(codes.request({ ...ask, phone: '+998951112244', deliver })).rejects.toMatchObject({
        problem: { code: 'messages/unavailable' },
      });
    }
    telegram.balance = 100;
    api.clock.advance(60_000);
    await api.app.get(MessageDispatcher, { strict: false }).runOnce();
    expect(await stateOf(requestId)).toBe('sent');
  });
});
