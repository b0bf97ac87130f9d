import { describe, expect, it } from 'vitest';
import { pairingQrText, readPairingCode } from './pairing-code.ts';

describe('readPairingCode', () => {
  it('reads its own square back', () => {
    expect(readPairingCode(pairingQrText('ABCD2345'))).toBe('ABCD2345');
  });

  it.each([
    ['abcd 2345', 'ABCD2345'],
    [' abcd-2345\n', 'ABCD2345'],
    ['jowi-pair:abcd2345', 'ABCD2345'],
    ['ABCD\u20092345', 'ABCD2345'],
    ['ABC', 'ABC'],
    ['ABCD2345XYZ', 'ABCD2345'],
    ['', ''],
    ['код', ''],
  ])('%j is %j', (text, code) => expect(readPairingCode(text)).toBe(code));
});
