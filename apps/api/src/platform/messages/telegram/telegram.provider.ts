import type { Clock } from '../../clock/clock.ts';
import type { MessageProvider, OutgoingMessage, SendResult } from '../provider.ts';
import { askProvider, readJson } from '../provider-http.ts';
import { readTelegramRefusal, zTelegramAnswer } from './telegram-answers.ts';

export interface TelegramOptions {
  readonly url: string;
  readonly token: string;
  /** A verified channel of the owner of the token. */
  readonly sender: string | null;
  /** One for all messages; null: no reports. */
  readonly callbackUrl: string | null;
  readonly timeoutMs?: number;
}

const MIN_TTL_SECONDS = 60;
const MAX_TTL_SECONDS = 3_600;

/** Codes by Telegram Gateway: cheaper than SMS, for phones that have Telegram. The code is ours, the text is theirs. */
export class TelegramProvider implements MessageProvider {
  readonly name = 'telegram';
  readonly channel = 'telegram';

  constructor(
    private readonly options: TelegramOptions,
    private readonly clock: Clock,
  ) {}

  canSend({ to, code }: OutgoingMessage): boolean {
    return code !== null && to.startsWith('+998');
  }

  async send({ id, to, code, expiresAtMs }: OutgoingMessage): Promise<SendResult> {
    // Asked first: within one request_id they charge once, and a phone without Telegram costs nothing.
    const able = await this.#call('checkSendAbility', { phone_number: to });
    if (able.outcome !== 'accepted') return able;
    const secondsLeft = Math.floor((expiresAtMs - this.clock.nowMs()) / 1000);
    const { sender, callbackUrl } = this.options;
    return this.#call('sendVerificationMessage', {
      phone_number: to,
      request_id: able.ref,
      code,
      ttl: Math.min(MAX_TTL_SECONDS, Math.max(MIN_TTL_SECONDS, secondsLeft)),
      payload: id,
      ...(sender !== null && { sender_username: sender }),
      ...(callbackUrl !== null && { callback_url: callbackUrl }),
    });
  }

  async #call(method: string, params: object): Promise<SendResult> {
    const answer = await askProvider(
      `${this.options.url}/${method}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${this.options.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(params),
      },
      this.options.timeoutMs,
    );
    if (!answer) return { outcome: 'down', reason: 'no-answer' };
    const parsed = zTelegramAnswer.safeParse(readJson(answer.text));
    if (!parsed.success) return { outcome: 'down', reason: 'bad-answer' };
    return parsed.data.ok
      ? { outcome: 'accepted', ref: parsed.data.result.request_id }
      : readTelegramRefusal(parsed.data.error);
  }
}
