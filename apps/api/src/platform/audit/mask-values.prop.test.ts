import { canonicalJson } from '@jowi/sync/canonical-json';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskFields } from './mask-values.ts';

it('always makes something that can be hashed, comes back from JSON the same and is not too large', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.anything({ maxDepth: 8, withBigInt: true, withDate: true })),
      (value) => {
        const masked = maskFields(value);
        const text = canonicalJson(masked);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(text).not.toContain('\\u0000');
      },
    ),
  );
  const wide = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`f${i}`, 'x'.repeat(10_000)]));
  expect(JSON.stringify(maskFields(wide)).length).toBeLessThan(60_000);
});
