import type { SignInRequest } from '@jowi/contracts/http/auth';
import { Injectable } from '@nestjs/common';
import { AttemptLimit } from '../../platform/auth/attempt-limit.ts';
import { People, type SignedIn } from '../../platform/auth/people.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';

const WINDOW_MS = 10 * 60_000;

/**
 * Phone and password. An unknown phone, a wrong password and a person who works nowhere answer alike, and the
 * first two take the same time.
 */
@Injectable()
export class SignInUseCase {
  /** One who guesses one person's password; by phone and address, so that she herself is not locked out elsewhere. */
  readonly #perPhoneAndAddress = new AttemptLimit(10, WINDOW_MS);
  /** Many machines guessing one person's password. */
  readonly #perPhone = new AttemptLimit(50, WINDOW_MS);
  /** One machine trying many phones. */
  readonly #perAddress = new AttemptLimit(100, WINDOW_MS);

  constructor(
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError auth/sign-in-failed, common/too-many-requests */
  async execute({ phone, password }: SignInRequest, address: string): Promise<SignedIn> {
    const limits = [
      [this.#perPhoneAndAddress, `${phone} ${address}`],
      [this.#perPhone, phone],
      [this.#perAddress, address],
    ] as const;
    const nowMs = this.clock.nowMs();
    for (const [limit, key] of limits) limit.check(key, nowMs);
    // Counted before the answer is known, or a hundred tries at once would all pass the check.
    for (const [limit, key] of limits) limit.fail(key, nowMs);
    const session = await this.people.signIn(phone, password);
    if (!session) throw this.refusal();
    for (const [limit, key] of limits) limit.forgive(key);
    return session;
  }

  refusal(): ProblemError {
    return new ProblemError('auth/sign-in-failed');
  }
}
