import { describe, expect, it } from 'vitest';
import { paths, withQuery } from './paths.ts';

describe('paths', () => {
  it('leaves empty filters out and escapes the rest', () => {
    expect(withQuery('/x', {})).toBe('/x');
    expect(withQuery('/x', { search: '', cursor: undefined })).toBe('/x');
    expect(paths.products({ search: 'сок & вода', limit: 50 })).toBe(
      '/api/v1/products?search=%D1%81%D0%BE%D0%BA+%26+%D0%B2%D0%BE%D0%B4%D0%B0&limit=50',
    );
    expect(paths.product('../x')).toBe('/api/v1/products/..%2Fx');
  });
});
