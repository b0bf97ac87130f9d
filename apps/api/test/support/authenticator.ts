import { generateSync } from 'otplib';
import type { Asker, TestApi } from './api.ts';

/** The code an authenticator application shows now, or `steps` of thirty seconds later. */
export function totpOf(api: TestApi, secret: string, steps = 0): string {
  return generateSync({ secret, epoch: Math.floor(api.clock.now() / 1000) + steps * 30 });
}

/** Goes through the setting-up; the clock is left at the next step, so that the next code is a new one. */
export async function setUpSecondFactor(
  api: TestApi,
  person: Asker,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await person.ask('POST', '/v1/account/second-factor/set-up', { body: {} });
  if (begun.status !== 200) throw new Error(`Not begun: ${begun.text}`);
  const { secret } = begun.body;
  const done = await person.ask('POST', '/v1/account/second-factor/confirm', {
    body: { code: totpOf(api, secret) },
  });
  if (done.status !== 200) throw new Error(`Not confirmed: ${done.text}`);
  api.clock.advance(30_000);
  return { secret, recoveryCodes: done.body.codes };
}
