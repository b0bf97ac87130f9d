import { describe, expect, it } from 'vitest';
import { safeReturnPath, secondFactorPath, signInPath } from './return-path.ts';

describe('safeReturnPath', () => {
  it.each([
    ['/products?search=сок', '/products?search=сок'],
    [null, '/'],
    ['', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/\n\\evil.example', '/'],
    ['/sign-in?from=/x', '/'],
    ['/second-factor?from=/x', '/'],
  ])('%s', (from, path) => expect(safeReturnPath(from)).toBe(path));
});

describe('signInPath', () => {
  it('remembers where one was', () => {
    expect(signInPath('/')).toBe('/sign-in');
    expect(signInPath('/receipts?from=2026-11-01')).toBe('/sign-in?from=%2Freceipts%3Ffrom%3D2026-11-01');
  });
});

describe('secondFactorPath', () => {
  it('remembers where one was going, and never another site', () => {
    expect(secondFactorPath(null)).toBe('/second-factor');
    expect(secondFactorPath('/products?search=x')).toBe('/second-factor?from=%2Fproducts%3Fsearch%3Dx');
    expect(secondFactorPath('//evil.example')).toBe('/second-factor');
  });
});
