import { verifySignature } from '@jowi/sync/journal-hash';
import { describe, expect, it } from 'vitest';
import { ServerKey } from './server-key.ts';

const OLD = 'the first secret of this installation';
const NEW = 'the second secret of this installation';
const HASH = 'ab'.repeat(32);

describe('ServerKey', () => {
  it('is the same on every node, and signs what anybody with the public key can check', () => {
    const [one, other] = [new ServerKey([OLD]), new ServerKey([OLD])];
    expect(one.publicKey).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(other.publicKey).toBe(one.publicKey);
    expect(verifySignature(other.publicKey, HASH, one.sign(HASH))).toBe(true);
    expect(verifySignature(other.publicKey, 'cd'.repeat(32), one.sign(HASH))).toBe(false);
  });

  it('is another one under another secret; what the former signed can still be checked', () => {
    const [before, after] = [new ServerKey([OLD]), new ServerKey([NEW, OLD])];
    expect(after.keyId).not.toBe(before.keyId);
    expect(verifySignature(after.publicKey, HASH, before.sign(HASH))).toBe(false);
    expect(verifySignature(after.findPublicKey(before.keyId)!, HASH, before.sign(HASH))).toBe(true);
    expect(after.findPublicKey('0'.repeat(16))).toBeNull();
  });

  it('says nothing of its secret', () => {
    const { keyId, publicKey } = new ServerKey([OLD]);
    expect(`${keyId}${publicKey}`).not.toContain(OLD);
    expect(() => new ServerKey([])).toThrow(TypeError);
  });
});
