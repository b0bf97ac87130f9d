/** The space between groups of three digits, narrow and never broken: `1 234 567`. */
export const THIN_SPACE = '\u202f';

/**
 * What a person typed or pasted -> canonical decimal text (`1234.5`), or null where it cannot become a number.
 * Accepts `,` and `.` as the separator, any spaces as groups, and a half-typed `12.`.
 */
export function parseNumericText(text: string, decimals: number, allowNegative = false): string | null {
  const bare = text.replace(/[\s'’ʻ]/g, '').replace(',', '.');
  if (bare === '') return '';
  const match = /^(-?)(\d*)(?:(\.)(\d*))?$/.exec(bare);
  if (!match) return null;
  const [, minus = '', whole = '', dot = '', fraction = ''] = match;
  if (minus && !allowNegative) return null;
  if (dot && decimals === 0) return null;
  if (fraction.length > decimals) return null;
  const trimmed = whole.replace(/^0+(?=\d)/, '');
  return `${minus}${trimmed === '' && dot ? '0' : trimmed}${dot}${fraction}`;
}

/** Canonical decimal text -> what is shown: groups by thin space, decimal comma. Keeps a half-typed `12,`. */
export function showNumericText(canonical: string): string {
  const minus = canonical.startsWith('-') ? '-' : '';
  const [whole = '', fraction] = canonical.slice(minus.length).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);
  return `${minus}${grouped}${fraction === undefined ? '' : `,${fraction}`}`;
}

/** Where the caret goes after regrouping so that the same digits stay on its right. */
export function caretAfterRegroup(shown: string, significantRight: number): number {
  let seen = 0;
  let at = shown.length;
  while (at > 0 && seen < significantRight) {
    at -= 1;
    if (shown[at] !== THIN_SPACE) seen += 1;
  }
  return at;
}

/** How many characters that are not group spaces stand right of the caret. */
export function significantRightOf(text: string, caret: number): number {
  return text.slice(caret).replace(/\s/g, '').length;
}
