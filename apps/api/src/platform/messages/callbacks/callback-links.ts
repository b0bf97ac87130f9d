import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/**
 * Addresses for delivery reports of providers that sign nothing: nobody but them knows the last part. A report can
 * change no more than the state of messages that are on their way.
 */
export class CallbackLinks {
  readonly #key: Buffer;

  constructor(
    secret: string,
    /** Where this API is reached from outside; null: no reports. */
    private readonly publicApiUrl: string | null,
  ) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'message-callbacks', 32));
  }

  get telegram(): string | null {
    return this.publicApiUrl && `${this.publicApiUrl}/v1/messages/callbacks/telegram`;
  }

  /** Of one message. */
  eskiz(messageId: string): string | null {
    return (
      this.publicApiUrl &&
      `${this.publicApiUrl}/v1/messages/callbacks/eskiz/${messageId}/${this.tokenOf(`eskiz ${messageId}`)}`
    );
  }

  tokenOf(what: string): string {
    return createHmac('sha256', this.#key).update(what).digest('base64url').slice(0, 32);
  }

  isTokenOf(what: string, token: string): boolean {
    return isSameSecret(token, this.tokenOf(what));
  }
}

/** In a time that tells nothing of where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
