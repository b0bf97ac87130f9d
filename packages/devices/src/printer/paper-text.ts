import { moneyParts } from '@jowi/i18n/format';

/** One piece of what is printed. Text never exceeds the columns of its size. */
export type PrintBlock =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly bold: boolean;
      readonly size: 1 | 2;
      readonly center: boolean;
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'qr'; readonly data: string };

export const text = (
  value: string,
  style: Partial<{ bold: boolean; size: 1 | 2; center: boolean }> = {},
): PrintBlock => ({
  kind: 'text',
  text: value,
  bold: false,
  size: 1,
  center: false,
  ...style,
});

/** `1 234 567,00`: on paper the tiyin are always shown, so that the columns stand under each other. */
export function amount(tiyin: bigint): string {
  const { sign, whole, fraction } = moneyParts(tiyin, 'ru');
  return `${sign}${whole}${fraction || ',00'}`;
}

/** Breaks at spaces, and inside a word only when it is longer than the line. */
export function wrap(value: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of value.split(/\s+/u).filter((part) => part !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (joined.length <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** As few lines as fit, all about equally long: a lone house number under an address looks broken. */
export function wrapEvenly(value: string, width: number): string[] {
  const count = wrap(value, width).length;
  let narrow = width;
  while (narrow > 1 && wrap(value, narrow - 1).length === count) narrow -= 1;
  return wrap(value, narrow);
}

/** Left and right on one line; on two when they do not fit, the right one always whole. */
export function pair(
  left: string,
  right: string,
  width: number,
  style: Parameters<typeof text>[1] = {},
): PrintBlock[] {
  const room = width - left.length - right.length;
  if (room >= 1) return [text(left + ' '.repeat(room) + right, style)];
  return [...wrap(left, width).map((part) => text(part, style)), text(right.padStart(width), style)];
}

/** The shop's own words, in the middle; broken only where the paper is narrower than they were written for. */
export function ownLines(lines: readonly string[], columns: number): PrintBlock[] {
  return lines.flatMap((line): PrintBlock[] =>
    line.trim() === ''
      ? [{ kind: 'gap' }]
      : wrapEvenly(line, columns).map((part) => text(part, { center: true })),
  );
}
