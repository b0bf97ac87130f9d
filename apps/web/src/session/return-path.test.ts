import { describe, expect, it } from 'vitest';
import { safeReturnPath, signInPath } from './return-path.ts';

describe('safeReturnPath', () => {
  it.each([
    ['/products?search=сок', '/products?search=сок'],
    [null, '/'],
    ['', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/sign-in?from=/x', '/'],
  ])('%s', (from, path) => expect(safeReturnPath(from)).toBe(path));
});

describe('signInPath', () => {
  it('remembers where one was', () => {
    expect(signInPath('/')).toBe('/sign-in');
    expect(signInPath('/receipts?from=2026-11-01')).toBe('/sign-in?from=%2Freceipts%3Ffrom%3D2026-11-01');
  });
});
