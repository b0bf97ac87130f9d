import type { Channel } from './message.ts';

/** A message as it leaves: the text is made, the address is the provider's business to write its own way. */
export interface OutgoingMessage {
  /** Ours; the same at every try. */
  readonly id: string;
  readonly to: string;
  readonly language: 'ru' | 'uz';
  readonly text: string;
  /** E-mail only. */
  readonly subject: string;
  /** The bare code, for a provider that has its own text around it. */
  readonly code: string | null;
  readonly expiresAtMs: number;
}

/**
 * accepted: it is theirs now. refused: they will not take this message (a number without Telegram): try the next.
 * down: they take none at present (no answer, no money, no login): try the next, and leave them alone for a while.
 */
export type SendResult =
  | { readonly outcome: 'accepted'; readonly ref: string | null }
  | { readonly outcome: 'refused' | 'down'; readonly reason: FailureReason };

export type FailureReason =
  | 'no-answer'
  | 'bad-answer'
  | 'unauthorized'
  | 'no-money'
  | 'rejected'
  | 'unreachable-person';

export interface MessageProvider {
  readonly name: string;
  /** any: the demo's, which sends nothing. */
  readonly channel: Channel | 'any';
  /** Whether it could take this one at all: a phone for SMS, a code for Telegram. */
  canSend(message: OutgoingMessage): boolean;
  /** Never throws for anything the other side does. */
  send(message: OutgoingMessage): Promise<SendResult>;
  close?(): void;
}
