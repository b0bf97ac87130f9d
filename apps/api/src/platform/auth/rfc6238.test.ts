import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { findTotpStep, newTotpSecret, totpUri } from './totp.ts';

/** Appendix B of RFC 6238: seconds, and the codes with SHA-1, SHA-256 and SHA-512. */
const VECTORS = [
  [59, '94287082', '46119246', '90693936'],
  [1111111109, '07081804', '68084774', '25091201'],
  [1111111111, '14050471', '67062674', '99943326'],
  [1234567890, '89005924', '91819424', '93441116'],
  [2000000000, '69279037', '90698825', '38618901'],
  [20000000000, '65353130', '77737706', '47863826'],
] as const;
const seed = (bytes: number) => new TextEncoder().encode('1234567890'.repeat(7).slice(0, bytes));
/** The twenty bytes of the appendix in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('RFC 6238', () => {
  it.each(VECTORS)('at %i seconds', (epoch, sha1, sha256, sha512) => {
    const code = (algorithm: 'sha1' | 'sha256' | 'sha512', bytes: number) =>
      generateSync({ secret: seed(bytes), epoch, digits: 8, algorithm });
    expect([code('sha1', 20), code('sha256', 32), code('sha512', 64)]).toEqual([sha1, sha256, sha512]);
    // Six digits are the last six of eight.
    expect(findTotpStep(SECRET, sha1.slice(2), epoch * 1000)).toBe(Math.floor(epoch / 30));
  });

  it('takes the step before and after, wherever in the step it is, and no other', () => {
    const step = 41_152_263;
    const code = generateSync({ secret: SECRET, epoch: step * 30 });
    for (const second of [0, 1, 15, 29]) {
      const at = (offset: number) => findTotpStep(SECRET, code, ((step + offset) * 30 + second) * 1000);
      expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, step, step, step, null]);
    }
  });

  it.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦', '12 456', ' 12345'])('is not moved by %j', (code) => {
    expect(findTotpStep(SECRET, code, 59_000)).toBeNull();
  });

  it('makes a secret of 160 bits and an address every authenticator reads', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const uri = new URL(totpUri(secret, '+998901234567'));
    expect(uri.protocol).toBe('otpauth:');
    expect(decodeURIComponent(uri.pathname)).toContain('JOWi Shop:+998901234567');
    expect(uri.searchParams.get('secret')).toBe(secret);
    expect(uri.searchParams.get('issuer')).toBe('JOWi Shop');
  });
});
