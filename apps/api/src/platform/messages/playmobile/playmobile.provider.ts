import type { MessageProvider, OutgoingMessage, SendResult } from '../provider.ts';
import { askProvider, readJson } from '../provider-http.ts';
import { isPlaymobileOutOfMoney, playmobileMessageId, zPlaymobileError } from './playmobile-answers.ts';

export interface PlaymobileOptions {
  readonly url: string;
  readonly login: string;
  readonly password: string;
  /** The name or short number that the operator has approved. */
  readonly originator: string;
  readonly timeoutMs?: number;
}

/** SMS by the broker of PlayMobile (send.smsxabar.uz): Basic authorization, our own message id, a plain text back. */
export class PlaymobileProvider implements MessageProvider {
  readonly name = 'playmobile';
  readonly channel = 'sms';
  readonly #authorization: string;

  constructor(private readonly options: PlaymobileOptions) {
    const { login, password } = options;
    this.#authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  }

  canSend({ to }: OutgoingMessage): boolean {
    return to.startsWith('+998');
  }

  async send({ id, to, text }: OutgoingMessage): Promise<SendResult> {
    const ref = playmobileMessageId(id);
    const answer = await askProvider(
      `${this.options.url}/send`,
      {
        method: 'POST',
        headers: { authorization: this.#authorization, 'content-type': 'application/json; charset=UTF-8' },
        body: JSON.stringify({
          messages: [
            {
              recipient: to.slice(1),
              'message-id': ref,
              sms: { originator: this.options.originator, content: { text } },
            },
          ],
        }),
      },
      this.options.timeoutMs,
    );
    if (!answer) return { outcome: 'down', reason: 'no-answer' };
    const { status } = answer;
    if (status === 200) {
      // "Request is received": a page of some proxy is not that.
      const isReceived = /request is received/i.test(answer.text);
      return isReceived ? { outcome: 'accepted', ref } : { outcome: 'down', reason: 'bad-answer' };
    }
    if (status === 401 || status === 403) return { outcome: 'down', reason: 'unauthorized' };
    const error = zPlaymobileError.safeParse(readJson(answer.text));
    if (status >= 500 || status === 429 || status < 400 || !error.success)
      return { outcome: 'down', reason: 'bad-answer' };
    // A try of ours whose answer was lost: they have it.
    if (/duplicat/i.test(error.data.error_description ?? '')) return { outcome: 'accepted', ref };
    return isPlaymobileOutOfMoney(error.data)
      ? { outcome: 'down', reason: 'no-money' }
      : { outcome: 'refused', reason: 'rejected' };
  }
}
