import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { canonicalJson } from './canonical-json.ts';

/** What the hash of an entry covers; the signature covers the hash. */
export type UnsealedEntry = Omit<JournalEntry, 'hash' | 'signature'>;

/**
 * SHA-256, lower-case hex, over the canonical JSON of the six hashed fields (and of nothing else an object may carry).
 * Throws `CanonicalJsonError` for a payload that has no canonical form.
 */
export function hashEntry(entry: UnsealedEntry): string {
  const { terminalId, epoch, seq, kind, payload, prevHash } = entry;
  const text = canonicalJson({ terminalId, epoch, seq, kind, payload, prevHash });
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Whether an entry carries the hash of its own content. False, not a throw, for content that cannot be hashed. */
export function verifyHash(entry: UnsealedEntry & { hash: string }): boolean {
  try {
    return hashEntry(entry) === entry.hash;
  } catch {
    return false;
  }
}

/** Hash and signature added: the entry as it is stored and sent, never to change again. */
export function sealEntry(entry: UnsealedEntry, privateKey: KeyObject): JournalEntry {
  const hash = hashEntry(entry);
  return { ...entry, hash, signature: signHash(privateKey, hash) };
}

/** Ed25519 over the 32 bytes the hex stands for; 86 characters of base64url. */
export function signHash(privateKey: KeyObject, hash: string): string {
  return sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64url');
}

/** A raw Ed25519 public key (32 bytes, base64url) as pairing sent it. Throws when it is not one. Keep the result: making it costs more than a verification. */
export function importPublicKey(publicKeyRaw: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKeyRaw }, format: 'jwk' });
}

/** The other way round: what pairing sends. */
export function exportPublicKey(publicKey: KeyObject): string {
  const { x } = publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('not an Ed25519 public key');
  return x;
}

/** Whether `signature` was made over `hash` by the owner of the key. Any malformed argument is simply false. */
export function verifySignature(publicKey: KeyObject | string, hash: string, signature: string): boolean {
  try {
    const key = typeof publicKey === 'string' ? importPublicKey(publicKey) : publicKey;
    return verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}
