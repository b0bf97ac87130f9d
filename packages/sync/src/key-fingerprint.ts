import { createHash } from 'node:crypto';

/**
 * A public key in a form two people can compare: 16 hexadecimal digits of the SHA-256 of its text. Of the server's key it
 * is the id that stands in statements.
 */
export function keyFingerprint(publicKey: string): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}

/** In groups of four, as screens show it. */
export function formatFingerprint(fingerprint: string): string {
  return fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
}

/** What a person typed: a whole key, or a fingerprint in whatever groups; null: neither. */
export function readKeyOrFingerprint(text: string): string | null {
  const bare = text.trim();
  if (/^[A-Za-z0-9_-]{43}$/.test(bare)) return bare;
  const digits = bare.replace(/[\s:-]/g, '').toLowerCase();
  return /^[0-9a-f]{16}$/.test(digits) ? digits : null;
}

/** Whether `wanted` (a key or a fingerprint) is this key. */
export function isKey(publicKey: string, wanted: string): boolean {
  return publicKey === wanted || keyFingerprint(publicKey) === wanted;
}
