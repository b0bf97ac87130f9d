import type { Message } from './message.ts';
import type { AnyTx } from './outbox.repository.ts';

/** Messages to people, by whichever way is configured and works. */
export abstract class MessageSender {
  /**
   * Puts the message into the outbox of this transaction: sent after its commit, tried again until it succeeds or
   * `lifeMs` (a day unless said otherwise) is over.
   */
  abstract send(tx: AnyTx, message: Message, lifeMs?: number): Promise<void>;

  /** False while every provider that reaches phones is known to be down, or none is configured. */
  abstract readonly reachesPhones: boolean;
}
