import { describe, expect, it } from 'vitest';
import { hasName } from './passkey-support.ts';

describe('hasName', () => {
  it.each([
    ['localhost', true],
    ['shop.jowi.uz', true],
    ['1c.example.uz', true],
    ['127.0.0.1', false],
    ['[::1]', false],
  ])('%s', (host, expected) => expect(hasName(host)).toBe(expected));
});
