import type { Clock } from '../clock/clock.ts';
import type { Channel } from './message.ts';
import type { FailureReason, MessageProvider, OutgoingMessage, SendResult } from './provider.ts';

/** A provider that failed is asked again after this. */
const REST_MS = 15_000;

export type ChainResult =
  | { readonly outcome: 'accepted'; readonly provider: string; readonly ref: string | null }
  /** `isFinal`: each of those that could take it refused this very message; trying again would change nothing. */
  | { readonly outcome: 'failed'; readonly reason: FailureReason | 'no-provider'; readonly isFinal: boolean };

/** The configured providers in their order: one that is down is passed over, and rested before it is asked again. */
export class ProviderChain {
  readonly #restsUntilMs = new Map<string, number>();

  constructor(
    private readonly providers: readonly MessageProvider[],
    private readonly clock: Clock,
    private readonly onFailure: (provider: string, reason: FailureReason) => void,
  ) {}

  /** False when none that reaches phones is configured, or all of them are resting. */
  get reachesPhones(): boolean {
    const nowMs = this.clock.nowMs();
    return this.providers.some((provider) => provider.channel !== 'email' && !this.#rests(provider, nowMs));
  }

  async send(message: OutgoingMessage, channel: Channel | undefined): Promise<ChainResult> {
    const able = this.providers.filter(
      (it) =>
        (channel === undefined || it.channel === 'any' || it.channel === channel) && it.canSend(message),
    );
    if (able.length === 0) return { outcome: 'failed', reason: 'no-provider', isFinal: true };
    const nowMs = this.clock.nowMs();
    const awake = able.filter((provider) => !this.#rests(provider, nowMs));
    let reason: FailureReason = 'no-answer';
    let isFinal = awake.length === able.length;
    for (const provider of awake) {
      const result = await this.#sendBy(provider, message);
      if (result.outcome === 'accepted') {
        this.#restsUntilMs.delete(provider.name);
        return { outcome: 'accepted', provider: provider.name, ref: result.ref };
      }
      this.onFailure(provider.name, result.reason);
      reason = result.reason;
      if (result.outcome === 'down') {
        isFinal = false;
        this.#restsUntilMs.set(provider.name, this.clock.nowMs() + REST_MS);
      }
    }
    return { outcome: 'failed', reason, isFinal };
  }

  /** A mistake in an adapter is one provider less, not a message less. */
  async #sendBy(provider: MessageProvider, message: OutgoingMessage): Promise<SendResult> {
    try {
      return await provider.send(message);
    } catch {
      return { outcome: 'down', reason: 'bad-answer' };
    }
  }

  close(): void {
    for (const provider of this.providers) provider.close?.();
  }

  #rests({ name }: MessageProvider, nowMs: number): boolean {
    return (this.#restsUntilMs.get(name) ?? 0) > nowMs;
  }
}
