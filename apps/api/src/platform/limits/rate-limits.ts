import { ProblemError } from '../errors/problem-error.ts';

/** At most `max` in a window that begins with the first and lasts `windowMs`. */
export interface Limit {
  /** Unique in the program, as 'sign-in/phone'. */
  readonly name: string;
  readonly max: number;
  readonly windowMs: number;
  /** Guards money: refused altogether while no shared store answers. */
  readonly isStrict?: boolean;
}

/** One of `limit` for `key`: a phone, an address, '' for everybody together. */
export interface Draw {
  readonly limit: Limit;
  readonly key: string;
}

export interface Refusal {
  readonly limit: Limit;
  readonly retryAfterSeconds: number;
}

/**
 * Limits that all servers of the installation share, so that a second server does not double them. The store may be
 * away: then each server counts for itself with the same numbers, which is the more generous by the number of servers
 * and never open; what a strict limit guards is refused.
 */
export abstract class RateLimits {
  /** Takes one of each, or of none when any is used up; never more than `max`, however many ask at once. */
  abstract tryTake(draws: readonly Draw[]): Promise<Refusal | null>;

  /** What was taken turned out not to count, as a sign-in with the right password. */
  abstract giveBack(draws: readonly Draw[]): Promise<void>;

  /** @throws ProblemError common/too-many-requests with Retry-After */
  async take(draws: readonly Draw[]): Promise<void> {
    const refusal = await this.tryTake(draws);
    if (refusal) throw tooMany(refusal);
  }
}

export function tooMany({ retryAfterSeconds }: Refusal): ProblemError {
  return new ProblemError('common/too-many-requests', {
    params: { seconds: retryAfterSeconds },
    retryAfterSeconds,
  });
}

/** What a store says of one draw after counting it. */
export interface Count {
  readonly hits: number;
  readonly endsInMs: number;
}

/** The longest wait among the limits that are overdrawn; null when none is. */
export function refusalOf(draws: readonly Draw[], counts: readonly Count[]): Refusal | null {
  let longest: Refusal | null = null;
  draws.forEach(({ limit }, i) => {
    const count = counts[i];
    if (!count || count.hits <= limit.max) return;
    const retryAfterSeconds = Math.max(1, Math.ceil(count.endsInMs / 1000));
    if (!longest || retryAfterSeconds > longest.retryAfterSeconds) longest = { limit, retryAfterSeconds };
  });
  return longest;
}
