import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { People } from '../../platform/auth/people.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { type Limit, RateLimits } from '../../platform/limits/rate-limits.ts';

/** One who sits down at somebody's open screen and guesses. */
const PER_PERSON: Limit = { name: 'account/password', max: 10, windowMs: 10 * 60_000 };
/** A sign-in that is no older says enough. */
const FRESH_MS = 10 * 60_000;

/** Before what a thief of the screen must not do: the password once more. */
@Injectable()
export class PasswordProof {
  constructor(
    private readonly people: People,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError account/password-wrong at `field`, common/too-many-requests */
  async prove(userId: string, password: string, field = 'password'): Promise<void> {
    const tries = [{ limit: PER_PERSON, key: userId }];
    await this.limits.take(tries);
    if (!(await this.people.isPasswordOf(userId, password)))
      throw new ProblemError('account/password-wrong', { field });
    await this.limits.giveBack(tries);
  }

  /** @throws ProblemError account/password-required when the sign-in is old and there is no password; as `prove` */
  async proveUnlessFresh(person: Person, password: string | undefined): Promise<void> {
    if (password !== undefined) return this.prove(person.userId, password);
    const sessions = await this.people.listSessions(person.userId);
    const session = sessions.find(({ id }) => id === person.sessionId);
    if (!session || this.clock.nowMs() - session.createdAtMs > FRESH_MS)
      throw new ProblemError('account/password-required', { field: 'password' });
  }
}
