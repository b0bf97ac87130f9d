import { describe, expect, it } from 'vitest';
import { assert } from './assert.ts';
import { DomainError } from './errors.ts';

describe('DomainError', () => {
  it('carries a code and params that fit on the wire', () => {
    const error = new DomainError('sales/x', { missingTiyin: 5n, bps: 7, name: 'tea' });
    expect(error).toMatchObject({ name: 'DomainError', code: 'sales/x', message: 'sales/x' });
    expect(error.params).toEqual({ missingTiyin: '5', bps: 7, name: 'tea' });
    expect(new DomainError('sales/y').params).toEqual({});
  });
});

describe('assert', () => {
  it('throws its message, and not as a refusal of input', () => {
    expect(() => assert(true, 'fine')).not.toThrow();
    expect(() => assert(0, 'broken')).toThrow('broken');
    expect(() => assert(false, 'broken')).not.toThrow(DomainError);
  });
});
