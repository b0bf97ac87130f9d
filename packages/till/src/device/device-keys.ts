import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { exportPublicKey } from '@jowi/sync/journal-hash';
import type { RandomBytes } from '../ports.ts';
import { TillError } from '../result.ts';
import { findPrivateFile, writePrivateFile } from './private-file.ts';

/**
 * Two secrets beside the database, each in a 0600 file of its own: a copied database alone can neither sign for this
 * till nor be searched for PINs. They never leave the machine.
 */
export class DeviceKeys {
  readonly #keyPath: string;
  readonly #secret: Uint8Array;
  #privateKey: KeyObject | null;

  constructor(dataDir: string, random: RandomBytes) {
    this.#keyPath = join(dataDir, 'device.key');
    const pem = findPrivateFile(this.#keyPath);
    this.#privateKey = pem ? parseKey(pem) : null;
    const secretPath = join(dataDir, 'device.secret');
    const secret = findPrivateFile(secretPath);
    this.#secret = secret ?? random(32);
    if (!secret) writePrivateFile(secretPath, this.#secret);
  }

  /** Whether this till can sign. A paired till without its key has to be paired again. */
  get present(): boolean {
    return this.#privateKey !== null;
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
      const { privateKey } = generateKeyPairSync('ed25519');
      writePrivateFile(this.#keyPath, Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })));
      this.#privateKey = privateKey;
    }
    return exportPublicKey(createPublicKey(this.#privateKey));
  }
}

function parseKey(pem: Buffer): KeyObject {
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch (error) {
    throw new TillError('till/disk-error', { file: 'device.key' }, error);
  }
}
