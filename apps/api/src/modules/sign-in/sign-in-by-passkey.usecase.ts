import type { PasskeyOptions } from '@jowi/contracts/http/account';
import { Injectable } from '@nestjs/common';
import { Passkeys } from '../../platform/auth/passkeys.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { addressKey } from '../../platform/limits/address-key.ts';
import { type Limit, RateLimits } from '../../platform/limits/rate-limits.ts';

/** Challenges are kept: somebody who only asks for them must not fill the table. */
const PER_ADDRESS: Limit = { name: 'sign-in/passkey', max: 60, windowMs: 10 * 60_000 };

@Injectable()
export class SignInByPasskeyUseCase {
  constructor(
    private readonly passkeys: Passkeys,
    private readonly limits: RateLimits,
  ) {}

  /** @throws ProblemError auth/origin, common/too-many-requests */
  async begin(origin: string | undefined, address: string): Promise<PasskeyOptions> {
    if (origin === undefined) throw new ProblemError('auth/origin');
    await this.limits.take([{ limit: PER_ADDRESS, key: addressKey(address) }]);
    return { options: await this.passkeys.beginSignIn(origin) };
  }

  /** @throws ProblemError auth/origin, auth/passkey-failed, common/too-many-requests */
  async execute(
    response: Record<string, unknown>,
    origin: string | undefined,
    address: string,
  ): Promise<{ userId: string }> {
    if (origin === undefined) throw new ProblemError('auth/origin');
    await this.limits.take([{ limit: PER_ADDRESS, key: addressKey(address) }]);
    const account = await this.passkeys.signIn(response, origin);
    if (!account) throw new ProblemError('auth/passkey-failed');
    return account;
  }
}
