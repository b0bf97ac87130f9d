import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { exportPublicKey } from '@jowi/sync/journal-hash';
import type { RandomBytes } from '../ports.ts';
import { TillError } from '../result.ts';
import type { PrivateFiles } from './private-file.ts';

const KEY_FILE = 'device.key';
const SECRET_FILE = 'device.secret';
/** What PKCS#8 puts before the 32 bytes that are an Ed25519 private key (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Two secrets beside the database, each in a 0600 file of its own: a copied database alone can neither sign for this
 * till nor be searched for PINs. They never leave the machine.
 */
export class DeviceKeys {
  readonly #files: PrivateFiles;
  readonly #random: RandomBytes;
  readonly #secret: Uint8Array;
  #privateKey: KeyObject | null;
  #publicKey: string | null;

  constructor(files: PrivateFiles, random: RandomBytes) {
    this.#files = files;
    this.#random = random;
    const pem = files.find(KEY_FILE);
    this.#privateKey = pem ? parseKey(pem) : null;
    this.#publicKey = this.#privateKey && publicKeyOf(this.#privateKey);
    const secret = files.find(SECRET_FILE);
    this.#secret = secret ?? random(32);
    if (!secret) files.write(SECRET_FILE, this.#secret);
  }

  /** Whether this till can sign. A paired till without its key has to be paired again. */
  get present(): boolean {
    return this.#privateKey !== null;
  }

  /** Raw, base64url; null where there is none yet. */
  get publicKey(): string | null {
    return this.#publicKey;
  }

  /** Throws `till/not-paired` when there is none yet. */
  get privateKey(): KeyObject {
    if (!this.#privateKey) throw new TillError('till/not-paired');
    return this.#privateKey;
  }

  /** Binds PINs to this machine. */
  get secret(): Uint8Array {
    return this.#secret;
  }

  /**
   * The public half, raw, base64url; makes the pair on first use. The same key serves every later pairing, so a
   * lost answer can simply be asked for again and older entries stay verifiable.
   */
  ensurePublicKey(): string {
    if (!this.#privateKey) {
      const key = Buffer.concat([PKCS8_ED25519, this.#random(32)]);
      const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
      this.#files.write(KEY_FILE, Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })));
      this.#privateKey = privateKey;
      this.#publicKey = publicKeyOf(privateKey);
    }
    return this.#publicKey ?? publicKeyOf(this.#privateKey);
  }
}

function publicKeyOf(privateKey: KeyObject): string {
  return exportPublicKey(createPublicKey(privateKey));
}

function parseKey(pem: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(pem), format: 'pem' });
  } catch (error) {
    throw new TillError('till/disk-error', { file: KEY_FILE }, error);
  }
}
