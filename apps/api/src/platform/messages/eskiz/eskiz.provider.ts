import type { Clock } from '../../clock/clock.ts';
import type { MessageProvider, OutgoingMessage, SendResult } from '../provider.ts';
import { askProvider, type ProviderAnswer, readJson } from '../provider-http.ts';
import type { ProviderTokenRepository } from '../provider-token.repository.ts';
import { eskizTokenEndsAtMs, readEskizRefusal, zEskizSent, zEskizToken } from './eskiz-answers.ts';

export interface EskizOptions {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  /** 4546, or a name of one's own that Eskiz has approved. */
  readonly from: string;
  /** Where the delivery report of a message is to be sent; null: nowhere. */
  readonly callbackUrl: (messageId: string) => string | null;
  readonly timeoutMs?: number;
}

/** A new token is fetched this long before the old one ends. */
const EARLY_MS = 60 * 60_000;

/** SMS by notify.eskiz.uz: a token of thirty days, kept; a form; a UUID back. Texts need Eskiz' approval first. */
export class EskizProvider implements MessageProvider {
  readonly name = 'eskiz';
  readonly channel = 'sms';
  #token: { readonly value: string; readonly endsAtMs: number } | undefined;
  /** One sign-in at a time, however many messages wait for it. */
  #signingIn: Promise<string | null> | undefined;

  constructor(
    private readonly options: EskizOptions,
    private readonly tokens: ProviderTokenRepository,
    private readonly clock: Clock,
  ) {}

  canSend({ to }: OutgoingMessage): boolean {
    return to.startsWith('+998');
  }

  async send(message: OutgoingMessage): Promise<SendResult> {
    const token = await this.#findToken();
    if (token === null) return { outcome: 'down', reason: 'unauthorized' };
    let answer = await this.#post(message, token);
    if (answer?.status === 401) {
      const renewed = await this.#renew(token);
      if (renewed === null) return { outcome: 'down', reason: 'unauthorized' };
      answer = await this.#post(message, renewed);
    }
    return readSent(answer);
  }

  #post({ id, to, text }: OutgoingMessage, token: string): Promise<ProviderAnswer | null> {
    const callbackUrl = this.options.callbackUrl(id);
    return this.#ask('POST', 'message/sms/send', {
      token,
      form: {
        mobile_phone: to.slice(1),
        message: text,
        from: this.options.from,
        ...(callbackUrl !== null && { callback_url: callbackUrl }),
      },
    });
  }

  async #findToken(): Promise<string | null> {
    const nowMs = this.clock.nowMs();
    if (this.#token && this.#token.endsAtMs - EARLY_MS > nowMs) return this.#token.value;
    const stored = await this.tokens.find(this.name);
    if (stored !== null) {
      const endsAtMs = eskizTokenEndsAtMs(stored, nowMs);
      if (endsAtMs - EARLY_MS > nowMs) {
        this.#token = { value: stored, endsAtMs };
        return stored;
      }
    }
    return this.#renew(stored);
  }

  /** Another message may have fetched a new one meanwhile; a refresh is tried before the password. */
  #renew(refused: string | null): Promise<string | null> {
    if (this.#token && this.#token.value !== refused) return Promise.resolve(this.#token.value);
    this.#signingIn ??= this.#fetchToken(refused).finally(() => {
      this.#signingIn = undefined;
    });
    return this.#signingIn;
  }

  async #fetchToken(refused: string | null): Promise<string | null> {
    const { email, password } = this.options;
    const refreshed = refused === null ? null : await this.#ask('PATCH', 'auth/refresh', { token: refused });
    const value =
      readToken(refreshed) ?? readToken(await this.#ask('POST', 'auth/login', { form: { email, password } }));
    if (value === null) {
      this.#token = undefined;
      return null;
    }
    const endsAtMs = eskizTokenEndsAtMs(value, this.clock.nowMs());
    this.#token = { value, endsAtMs };
    await this.tokens.save(this.name, value, endsAtMs);
    return value;
  }

  #ask(
    method: string,
    path: string,
    { token, form }: { token?: string; form?: Record<string, string> },
  ): Promise<ProviderAnswer | null> {
    return askProvider(
      `${this.options.url}/${path}`,
      {
        method,
        headers: { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        ...(form && { body: new URLSearchParams(form) }),
      },
      this.options.timeoutMs,
    );
  }
}

function readToken(answer: ProviderAnswer | null): string | null {
  if (answer?.status !== 200) return null;
  const token = zEskizToken.safeParse(readJson(answer.text));
  return token.success ? token.data.data.token : null;
}

function readSent(answer: ProviderAnswer | null): SendResult {
  if (!answer) return { outcome: 'down', reason: 'no-answer' };
  const { status, text } = answer;
  if (status === 200 || status === 201) {
    const sent = zEskizSent.safeParse(readJson(text));
    if (sent.success && sent.data.status !== 'error') return { outcome: 'accepted', ref: sent.data.id };
    if (readJson(text) === undefined) return { outcome: 'down', reason: 'bad-answer' };
  } else if (status === 401 || status === 403) return { outcome: 'down', reason: 'unauthorized' };
  else if (status === 429 || status >= 500 || status < 400) return { outcome: 'down', reason: 'bad-answer' };
  const reason = readEskizRefusal(text);
  return { outcome: reason === 'no-money' ? 'down' : 'refused', reason };
}
