import fs from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { EskizSimulator } from '../../../test/simulators/eskiz.ts';
import { startTestApi } from '../../../test/support/api.ts';
import { OneTimeCodes } from '../codes/one-time-codes.ts';
import { MessageDispatcher } from './message-dispatcher.ts';

afterEach(() => vi.restoreAllMocks());

/** All that goes to standard output, which is where the log goes: by the stream, or past it by its number. */
function captureLog(): () => string {
  const lines: string[] = [];
  const keep = (data: unknown) => {
    lines.push(String(data));
    return Buffer.byteLength(String(data));
  };
  const real = fs.writeSync;
  vi.spyOn(process.stdout, 'write').mockImplementation((data) => keep(data) >= 0);
  vi.spyOn(fs, 'writeSync').mockImplementation(((fd: number, data: unknown, ...rest: never[]) =>
    fd === 1 ? keep(data) : real(fd, data as string, ...rest)) as typeof fs.writeSync);
  return () => lines.join('');
}

it('the log tells what failed, and never a code or a whole phone', async () => {
  const read = captureLog();
  const eskiz = await EskizSimulator.start();
  const api = await startTestApi({
    LOG_LEVEL: 'debug',
    DEV_MESSAGES: '0',
    MESSAGE_PROVIDERS: 'eskiz',
    ESKIZ_EMAIL: eskiz.email,
    ESKIZ_PASSWORD: eskiz.password,
    ESKIZ_URL: eskiz.url,
  });
  const codes = api.app.get(OneTimeCodes, { strict: false });
  const dispatcher = api.app.get(MessageDispatcher, { strict: false });
  const phone = '+998931234567';
  const ask = () => codes.request({ phone, purpose: 'sign-in', language: 'uz', address: '10.0.0.1' });

  eskiz.balance = 0;
  const { requestId } = await ask();
  await expect.poll(read, { timeout: 5_000 }).toContain('eskiz did not take a message: no-money');
  eskiz.balance = 10;
  api.clock.advance(60_000);
  await dispatcher.runOnce();
  await expect.poll(() => eskiz.sms.length, { timeout: 5_000 }).toBe(1);
  const code = /\d{6}/.exec(eskiz.sms[0]?.text ?? '')?.[0] ?? '';
  expect(code).toMatch(/^\d{6}$/);
  await ask().catch(() => undefined);
  await ask().catch(() => undefined);
  await codes.verify({ requestId, code, purpose: 'register' }).catch(() => undefined);
  await codes.verify({ requestId, code, purpose: 'sign-in' });
  await api.nobody.ask('POST', '/v1/auth/sign-in', { body: { phone, password: 'guess' } });
  await api.nobody.ask('GET', `/v1/codes/${requestId}`);
  await api.close();
  await eskiz.close();

  const log = read();
  expect(log).toContain('/v1/auth/sign-in');
  for (const secret of [phone.slice(1), '931234567', '93 123', code, eskiz.password, eskiz.email])
    expect(log).not.toContain(secret);
});
