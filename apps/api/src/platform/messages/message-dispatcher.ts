import type { Clock } from '../clock/clock.ts';
import type { Message } from './message.ts';
import { MessageSender } from './message-sender.ts';
import type { AnyTx, OutboxRepository, OutboxRow } from './outbox.repository.ts';
import type { ProviderChain } from './provider-chain.ts';
import type { MessageTexts } from './texts.ts';

const DAY_MS = 86_400_000;
const BATCH = 20;
const IDLE_MS = 1_000;
/** After the answer that tells a person to wait for her code: its transaction has committed by then. */
const SOON_MS = 20;
const FIRST_RETRY_MS = 5_000;
const MAX_RETRY_MS = 30 * 60_000;
const HOUSEKEEPING_MS = 10 * 60_000;

export interface DispatcherOptions {
  readonly outbox: OutboxRepository;
  readonly chain: ProviderChain;
  readonly texts: MessageTexts;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  /** Every so often: other tables of messages tidy up here. */
  readonly onHousekeeping?: (nowMs: number) => Promise<void>;
}

/** Takes messages out of the outbox and sends them; each server has one, and no message goes to two of them. */
export class MessageDispatcher extends MessageSender {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isStopped = true;
  #hasMore = false;
  #tidiedAtMs = 0;

  constructor(private readonly options: DispatcherOptions) {
    super();
  }

  override get reachesPhones(): boolean {
    return this.options.chain.reachesPhones;
  }

  override async send(tx: AnyTx, message: Message, lifeMs = DAY_MS): Promise<void> {
    await this.options.outbox.add(tx, message, { lifeMs });
    this.lookSoon();
  }

  start(): void {
    this.#isStopped = false;
    this.#schedule(0);
  }

  /** Something was just put into the outbox. */
  lookSoon(): void {
    if (this.#running) this.#hasMore = true;
    else this.#schedule(SOON_MS);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    this.options.chain.close();
  }

  /** Everything that is due now. How many were handled. */
  async runOnce(): Promise<number> {
    const rows = await this.options.outbox.claim(BATCH);
    await Promise.all(rows.map((row) => this.#handle(row)));
    return rows.length;
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#round().finally(() => {
        this.#running = undefined;
      });
    }, delayMs);
    this.#timer.unref();
  }

  async #round(): Promise<void> {
    let handled = 0;
    this.#hasMore = false;
    try {
      handled = await this.runOnce();
      await this.#tidyUp();
    } catch (error) {
      this.options.onError(error);
    }
    this.#schedule(handled === BATCH || this.#hasMore ? 0 : IDLE_MS);
  }

  async #handle({ id, message, leaves, expiresAtMs, tries }: OutboxRow): Promise<void> {
    const { outbox, chain, texts, clock } = this.options;
    try {
      if (expiresAtMs <= clock.nowMs()) return await outbox.saveFailed(id, 'expired');
      const retryAtMs = clock.nowMs() + Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1));
      // Who looks at its state learns nothing of the phone: it fares as a real one would.
      if (!leaves && chain.reachesPhones) return await outbox.saveSent(id, 'none', null);
      if (!leaves) return await outbox.saveRetry(id, retryAtMs, 'no-answer');
      const code = message.template === 'code' ? message.params.code : null;
      const { to, language, channel } = message;
      const result = await chain.send(
        { id, to, language, ...texts.compose(message), code, expiresAtMs },
        channel,
      );
      if (result.outcome === 'accepted') return await outbox.saveSent(id, result.provider, result.ref);
      if (result.isFinal || retryAtMs >= expiresAtMs) await outbox.saveFailed(id, result.reason);
      else await outbox.saveRetry(id, retryAtMs, result.reason);
    } catch (error) {
      // It stays claimed for a while, then somebody tries again.
      this.options.onError(error);
    }
  }

  async #tidyUp(): Promise<void> {
    const nowMs = this.options.clock.nowMs();
    if (nowMs - this.#tidiedAtMs < HOUSEKEEPING_MS) return;
    this.#tidiedAtMs = nowMs;
    await this.options.outbox.removeOld(nowMs - 30 * DAY_MS);
    await this.options.onHousekeeping?.(nowMs);
  }
}
