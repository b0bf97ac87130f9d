import type { KeyObject } from 'node:crypto';
import { importPublicKey } from '@jowi/sync/journal-hash';

/** Making a key object costs more than a verification; a server meets a few thousand tills. */
const MAX_KEYS = 5_000;
const keys = new Map<string, KeyObject>();

/** The key object of a raw Ed25519 public key (base64url). A key never changes its meaning, so nothing expires. */
export function publicKeyOf(raw: string): KeyObject {
  let key = keys.get(raw);
  if (!key) {
    if (keys.size >= MAX_KEYS) keys.clear();
    key = importPublicKey(raw);
    keys.set(raw, key);
  }
  return key;
}
