import type { SignInRequest } from '@jowi/contracts/http/auth';
import { Injectable } from '@nestjs/common';
import { type Account, People } from '../../platform/auth/people.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { addressKey } from '../../platform/limits/address-key.ts';
import { type Limit, RateLimits } from '../../platform/limits/rate-limits.ts';

const WINDOW_MS = 10 * 60_000;
/** One who guesses one person's password; by phone and address, so that she herself is not locked out elsewhere. */
const PER_PHONE_AND_ADDRESS: Limit = { name: 'sign-in/phone-address', max: 10, windowMs: WINDOW_MS };
/** Many machines guessing one person's password. */
const PER_PHONE: Limit = { name: 'sign-in/phone', max: 50, windowMs: WINDOW_MS };
/** One machine trying many phones. */
const PER_ADDRESS: Limit = { name: 'sign-in/address', max: 100, windowMs: WINDOW_MS };

/**
 * Phone and password. An unknown phone, a wrong password and a person who works nowhere answer alike, and the
 * first two take the same time.
 */
@Injectable()
export class SignInUseCase {
  constructor(
    private readonly people: People,
    private readonly limits: RateLimits,
  ) {}

  /** @throws ProblemError auth/sign-in-failed, common/too-many-requests */
  async execute(
    { phone, password }: Pick<SignInRequest, 'phone' | 'password'>,
    address: string,
  ): Promise<Account> {
    const from = addressKey(address);
    const tries = [
      { limit: PER_PHONE_AND_ADDRESS, key: `${phone} ${from}` },
      { limit: PER_PHONE, key: phone },
      { limit: PER_ADDRESS, key: from },
    ];
    // Counted before the answer is known, or a hundred tries at once would all pass.
    await this.limits.take(tries);
    const account = await this.people.checkPassword(phone, password);
    if (!account) throw new ProblemError('auth/sign-in-failed');
    await this.limits.giveBack(tries);
    return account;
  }
}
