import { describe, expect, it } from 'vitest';
import { newRecoveryCodes, RecoveryCodeHashes } from './recovery-codes.ts';
import { SecretBox } from './secret-box.ts';

describe('SecretBox', () => {
  const box = new SecretBox('a secret of 32 letters and a few more', 'tests');

  it('gives back what it was given, and shows nothing of it', () => {
    const sealed = box.seal('JBSWY3DPEHPK3PXP', 'dilnoza');
    expect(box.open(sealed, 'dilnoza')).toBe('JBSWY3DPEHPK3PXP');
    expect(sealed.toString('latin1')).not.toContain('JBSWY');
    expect(box.seal('JBSWY3DPEHPK3PXP', 'dilnoza')).not.toEqual(sealed);
  });

  it('opens for nobody else, with no other secret, for no other purpose, and not when a bit was turned', () => {
    const sealed = box.seal('x', 'dilnoza');
    const turned = Buffer.from(sealed);
    turned[turned.length - 1] = (turned[turned.length - 1] as number) ^ 1;
    expect(() => box.open(sealed, 'aziz')).toThrow();
    expect(() => box.open(turned, 'dilnoza')).toThrow();
    expect(() =>
      new SecretBox('another secret of 32 letters or more', 'tests').open(sealed, 'dilnoza'),
    ).toThrow();
    expect(() =>
      new SecretBox('a secret of 32 letters and a few more', 'others').open(sealed, 'dilnoza'),
    ).toThrow();
  });
});

describe('recovery codes', () => {
  const hashes = new RecoveryCodeHashes('a secret of 32 letters and a few more');

  it('are ten, each another, in letters nobody mistakes', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[a-hj-km-np-z2-9]{5}-[a-hj-km-np-z2-9]{5}$/);
  });

  it('are the same however they are typed, and another for everybody', () => {
    const kept = hashes.of('u', 'abcde-fghjk');
    for (const typed of ['ABCDE-FGHJK', 'abcdefghjk', ' abcde fghjk ', 'abcde–fghjk'])
      expect(hashes.of('u', typed)).toEqual(kept);
    expect(hashes.of('v', 'abcde-fghjk')).not.toEqual(kept);
    expect(hashes.of('u', 'abcde-fghjm')).not.toEqual(kept);
  });
});
