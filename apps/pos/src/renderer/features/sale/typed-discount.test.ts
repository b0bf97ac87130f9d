import { expect, it } from 'vitest';
import { discountFrom, percentText } from './typed-discount.ts';

it.each([
  ['percent', '10', { kind: 'percent', bps: 1000 }],
  ['percent', '12.5', { kind: 'percent', bps: 1250 }],
  ['percent', '0.05', { kind: 'percent', bps: 5 }],
  ['percent', '7.', { kind: 'percent', bps: 700 }],
  ['percent', '100', { kind: 'percent', bps: 10_000 }],
  ['percent', '100.01', null],
  ['percent', '0', null],
  ['percent', '', null],
  ['amount', '5000', { kind: 'amount', tiyin: '500000' }],
  ['amount', '0', null],
  ['amount', '-5', null],
  ['amount', '1e5', null],
] as const)('%s %s', (kind, typed, discount) => {
  expect(discountFrom(kind, typed)).toEqual(discount);
});

it('writes a rate as people do', () => {
  expect([500, 1250, 5, 10_000].map(percentText)).toEqual(['5', '12,5', '0,05', '100']);
});
