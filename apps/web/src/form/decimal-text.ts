/**
 * The canonical text of a numeric field (`12500`, `0.5`) <-> whole smallest units as on the wire.
 * Money has 2 digits (tiyin), quantity 3 (thousandths). Text only: no floating point on the way.
 */
export function toWire(text: string, digits: number): string | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) return null;
  const [, minus = '', whole = '', fraction = ''] = match;
  if (fraction.length > digits) return null;
  const units = BigInt(whole + fraction.padEnd(digits, '0'));
  return units === 0n ? '0' : `${minus}${units}`;
}

export function fromWire(units: string, digits: number): string {
  const minus = units.startsWith('-') ? '-' : '';
  const padded = units.slice(minus.length).padStart(digits + 1, '0');
  const fraction = padded.slice(-digits).replace(/0+$/, '');
  return `${minus}${padded.slice(0, -digits)}${fraction ? `.${fraction}` : ''}`;
}

export const MONEY_DIGITS = 2;
export const QTY_DIGITS = 3;
