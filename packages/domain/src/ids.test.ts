import { describe, expect, it } from 'vitest';
import { isUuid, uuidV7 } from './ids.ts';

describe('uuidV7', () => {
  it('gives the example of RFC 9562', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('sets version and variant whatever the bytes, and leaves them alone', () => {
    const random = new Uint8Array(10).fill(0xff);
    expect(uuidV7(0, random)).toBe('00000000-0000-7fff-bfff-ffffffffffff');
    expect(random.every((byte) => byte === 0xff)).toBe(true);
  });

  it('sorts by time', () => {
    const ids = [1, 255, 256, 1_700_000_000_000].map((ms) => uuidV7(ms, new Uint8Array(10)));
    expect(ids.toSorted()).toEqual(ids);
    expect(ids.every(isUuid)).toBe(true);
  });

  it('wants ten bytes and a moment', () => {
    expect(() => uuidV7(0, new Uint8Array(9))).toThrow('10 random bytes');
    expect(() => uuidV7(-1, new Uint8Array(10))).toThrow('milliseconds');
  });
});

describe('isUuid', () => {
  it.each([
    '',
    '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
    '017f22e279b07cc398c4dc0c0c07398f',
    '017f22e2-79b0-7cc3-18c4-dc0c0c07398f',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
  ])('refuses %j', (s) => {
    expect(isUuid(s)).toBe(false);
  });
});
