/** Lines of the shop's own by language of the receipt. */
export interface LinesByLanguage {
  readonly ru: readonly string[];
  readonly uz: readonly string[];
}

/** Latin and Cyrillic with the Uzbek signs, digits, punctuation, money and a few signs: what paper can show. */
const PRINTABLE = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Lm}\p{Nd}\p{P}\p{Sc}\p{Sm}\p{Zs}№°^`®©™]$/u;

/** The first letter of a line that no receipt printer of ours prints (an emoji, a tab), or null. */
export function findUnprintable(line: string): string | null {
  // Beyond the first 65,536 signs are ornamental digits and dead alphabets: no printer has them.
  for (const letter of line) if (letter.length > 1 || !PRINTABLE.test(letter)) return letter;
  return null;
}

/**
 * What is printed of them on a receipt in these languages, in their order. Lines that read the same in both stand once;
 * lines given in another language only are better than none.
 */
export function linesOnReceipt(lines: LinesByLanguage, languages: readonly ('ru' | 'uz')[]): string[] {
  const wanted = languages.map((language) => lines[language]);
  const said = wanted.filter(
    (part, at) => part.length > 0 && wanted.findIndex((other) => isSame(other, part)) === at,
  );
  if (said.length > 0) return said.flat();
  return [...(lines.ru.length > 0 ? lines.ru : lines.uz)];
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at]);
}
