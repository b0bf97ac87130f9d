import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { exportPublicKey, signHash } from '@jowi/sync/journal-hash';
import { serverKeyId } from '@jowi/sync/statement';

/** RFC 8410: an Ed25519 private key as PKCS #8 is these bytes and the 32 of its seed. */
const PKCS8_OF_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

interface Key {
  readonly id: string;
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/**
 * What the server signs in its own name: statements for tills, repairs of journals. Ed25519, derived from the installation's
 * secrets, so that every node has the same one and there is nothing to store. The first secret signs; the keys of
 * all of them are known, so that what was signed before a change can still be checked.
 */
export class ServerKey {
  readonly #keys: readonly Key[];

  constructor(secrets: readonly string[]) {
    this.#keys = secrets.map((secret) => {
      const seed = Buffer.from(hkdfSync('sha256', secret, '', 'jowi server signing key', 32));
      const privateKey = createPrivateKey({
        key: Buffer.concat([PKCS8_OF_SEED, seed]),
        format: 'der',
        type: 'pkcs8',
      });
      const publicKey = exportPublicKey(createPublicKey(privateKey));
      return { id: serverKeyId(publicKey), publicKey, privateKey };
    });
    if (this.#keys.length === 0) throw new TypeError('The server needs a secret to sign with');
  }

  /** Of the key that signs. */
  get keyId(): string {
    return this.#keys[0]!.id;
  }

  /** Of the key that signs: 32 bytes, base64url, as tills send theirs. */
  get publicKey(): string {
    return this.#keys[0]!.publicKey;
  }

  /** Ed25519 over the 32 bytes the hex stands for; 86 characters of base64url. */
  sign(hash: string): string {
    return signHash(this.#keys[0]!.privateKey, hash);
  }

  /** The public key of something signed earlier; null: not one of ours. */
  findPublicKey(keyId: string): string | null {
    return this.#keys.find(({ id }) => id === keyId)?.publicKey ?? null;
  }
}
