import { type Draw, RateLimits, type Refusal } from './rate-limits.ts';

/** A store that does not answer in this time counts as away: nobody waits longer for a limit than for the work. */
const PATIENCE_MS = 1_500;

/**
 * The shared store, and this server's own memory while it is away. Limits stay in force with the same numbers: an
 * attacker gains at most a factor of the number of servers, and nobody is locked out because Redis restarts.
 */
export class InsuredRateLimits extends RateLimits {
  constructor(
    private readonly shared: RateLimits,
    private readonly own: RateLimits,
    private readonly onFailure: (error: unknown) => void,
  ) {
    super();
  }

  override tryTake(draws: readonly Draw[]): Promise<Refusal | null> {
    return this.#try(
      () => this.shared.tryTake(draws),
      () => this.own.tryTake(draws),
    );
  }

  override giveBack(draws: readonly Draw[]): Promise<void> {
    return this.#try(
      () => this.shared.giveBack(draws),
      () => this.own.giveBack(draws),
    );
  }

  async #try<T>(shared: () => Promise<T>, own: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The store of the limits does not answer')), PATIENCE_MS);
    });
    try {
      return await Promise.race([shared(), patience]);
    } catch (error) {
      this.onFailure(error);
      return await own();
    } finally {
      clearTimeout(timer);
    }
  }
}
