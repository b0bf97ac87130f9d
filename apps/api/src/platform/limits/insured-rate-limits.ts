import { type Draw, RateLimits, type Refusal } from './rate-limits.ts';

/** A store that does not answer in this time counts as away: nobody waits longer for a limit than for the work. */
const PATIENCE_MS = 1_500;

/** A store, and what counts in its place while it is away: the next store, or this server's memory. */
export class InsuredRateLimits extends RateLimits {
  constructor(
    private readonly store: RateLimits,
    private readonly stopgap: RateLimits,
    private readonly onFailure: (error: unknown) => void,
  ) {
    super();
  }

  override tryTake(draws: readonly Draw[]): Promise<Refusal | null> {
    return this.#try(
      () => this.store.tryTake(draws),
      () => this.stopgap.tryTake(draws),
    );
  }

  override giveBack(draws: readonly Draw[]): Promise<void> {
    return this.#try(
      () => this.store.giveBack(draws),
      () => this.stopgap.giveBack(draws),
    );
  }

  async #try<T>(ask: () => Promise<T>, askInstead: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The store of the limits does not answer')), PATIENCE_MS);
    });
    try {
      return await Promise.race([ask(), patience]);
    } catch (error) {
      this.onFailure(error);
      return await askInstead();
    } finally {
      clearTimeout(timer);
    }
  }
}
