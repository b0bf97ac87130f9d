import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import { describe, expect, it } from 'vitest';
import {
  exportPublicKey,
  hashEntry,
  importPublicKey,
  sealEntry,
  signHash,
  type UnsealedEntry,
  verifyHash,
  verifySignature,
} from './journal-hash.ts';

// Fixed key, so that the sealed entry below is a vector: it must never change.
const seed = Buffer.alloc(32, 7).toString('base64url');
const der = Buffer.concat([
  Buffer.from('302e020100300506032b657004220420', 'hex'),
  Buffer.from(seed, 'base64url'),
]);
const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
const publicKey = exportPublicKey(createPublicKey(privateKey));

const entry: UnsealedEntry = {
  terminalId: '019bb000-0000-7000-8000-000000000001',
  epoch: 1,
  seq: 1,
  kind: 'SaleV1',
  payload: { totalTiyin: '1200000', name: { uz: 'Oʻzbek noni', ru: 'Лепёшка' } },
  prevHash: GENESIS_HASH,
};

describe('hashEntry', () => {
  it('is the vector it always was', () => {
    const text = `{"epoch":1,"kind":"SaleV1","payload":{"name":{"ru":"Лепёшка","uz":"Oʻzbek noni"},"totalTiyin":"1200000"},"prevHash":"${GENESIS_HASH}","seq":1,"terminalId":"019bb000-0000-7000-8000-000000000001"}`;
    expect(hashEntry(entry)).toBe(createHash('sha256').update(text).digest('hex'));
    expect(hashEntry(entry)).toBe('2abd76a02c8d94f8ebef5658c25498b3fecb2a89100491d142bdde6dbaa17775');
    expect(signHash(privateKey, hashEntry(entry))).toBe(
      'PoyiHzn2EUtFJ7NlGBo0MIGcBqn6_KToxpH6FxnNMnXAD-VjNycM8wquiKQbcc2ByBCF6P3_GRyD8CJAxL_kCg',
    );
  });

  it('covers the payload whatever its key order, and nothing outside the six fields', () => {
    const reordered = { ...entry, payload: Object.fromEntries(Object.entries(entry.payload).reverse()) };
    const withExtra: UnsealedEntry = Object.assign({ extra: 1 }, reordered);
    expect(hashEntry(withExtra)).toBe(hashEntry(entry));
    for (const changed of [{ seq: 2 }, { epoch: 2 }, { kind: 'SaleV2' }, { payload: {} }]) {
      expect(hashEntry({ ...entry, ...changed })).not.toBe(hashEntry(entry));
    }
  });
});

describe('verification', () => {
  const sealed = sealEntry(entry, privateKey);

  it('accepts what was sealed', () => {
    expect(verifyHash(sealed)).toBe(true);
    expect(verifySignature(publicKey, sealed.hash, sealed.signature)).toBe(true);
    expect(verifySignature(importPublicKey(publicKey), sealed.hash, sealed.signature)).toBe(true);
  });

  it('refuses what was touched', () => {
    const other = exportPublicKey(generateKeyPairSync('ed25519').publicKey);
    expect(verifyHash({ ...sealed, payload: { ...sealed.payload, totalTiyin: '1' } })).toBe(false);
    expect(verifySignature(other, sealed.hash, sealed.signature)).toBe(false);
    expect(verifySignature(publicKey, GENESIS_HASH, sealed.signature)).toBe(false);
    const flipped = (sealed.signature[0] === 'A' ? 'B' : 'A') + sealed.signature.slice(1);
    expect(verifySignature(publicKey, sealed.hash, flipped)).toBe(false);
  });

  it('answers false to nonsense instead of throwing', () => {
    expect(verifySignature('not a key', sealed.hash, sealed.signature)).toBe(false);
    expect(verifySignature(publicKey, 'zz', '')).toBe(false);
    expect(verifyHash({ ...sealed, payload: { a: undefined } })).toBe(false);
  });
});
