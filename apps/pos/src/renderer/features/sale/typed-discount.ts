import type { Discount } from '../../../bridge/sale/contract.ts';

const WHOLE_BPS = 10_000;

/** `12.5` typed as percent -> 1250 basis points; typed as a sum -> tiyin. Null = no discount one can give. */
export function discountFrom(kind: Discount['kind'], typed: string): Discount | null {
  const match = /^(\d{1,15})(?:\.(\d{0,2}))?$/.exec(typed);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const hundredths = BigInt(whole + fraction.padEnd(2, '0'));
  if (hundredths === 0n) return null;
  if (kind === 'amount') return { kind, tiyin: String(hundredths) };
  return hundredths > BigInt(WHOLE_BPS) ? null : { kind, bps: Number(hundredths) };
}

/** 1250 -> `12,5`. */
export function percentText(bps: number): string {
  const fraction = String(bps % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(bps / 100)}${fraction ? `,${fraction}` : ''}`;
}
