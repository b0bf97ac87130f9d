import { createHmac, hkdfSync } from 'node:crypto';
import { canonicalJson } from '@jowi/sync/canonical-json';

interface Key {
  readonly id: string;
  readonly secret: Buffer;
}

/**
 * The keys that make the log's hashes, derived from the installation's secrets. The first one writes; every one checks,
 * so that a secret can be changed without the past becoming uncheckable.
 */
export class AuditKeys {
  readonly #keys: readonly Key[];

  constructor(secrets: readonly string[]) {
    this.#keys = secrets.map((secret) => {
      const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
      return {
        id: derive('jowi audit key id').toString('hex').slice(0, 16),
        secret: derive('jowi audit log hmac'),
      };
    });
    if (this.#keys.length === 0) throw new TypeError('The audit log needs a secret');
  }

  /** Of the key that writes; says nothing about the key. */
  get currentId(): string {
    return this.#keys[0]!.id;
  }

  /** Whether this is one of ours; an entry under another key cannot be checked. */
  has(keyId: string): boolean {
    return this.#keys.some(({ id }) => id === keyId);
  }

  /** HMAC-SHA256, hex, over the RFC 8785 text of `value`; `purpose` keeps hashes of one kind from passing as another. */
  mac(keyId: string, purpose: 'entry' | 'origin' | 'personal' | 'anchor', value: unknown): string {
    const key = this.#keys.find(({ id }) => id === keyId);
    if (!key) throw new TypeError('An unknown key of the audit log');
    return createHmac('sha256', key.secret)
      .update(`${purpose}\n${canonicalJson(value)}`)
      .digest('hex');
  }
}
