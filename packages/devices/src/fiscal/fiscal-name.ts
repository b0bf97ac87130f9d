/** FM field limit; longer names are refused by the encoder. */
const NAME_MAX_CHARACTERS = 63;

/** The module's letters: ASCII without the backtick, Russian, Uzbek Cyrillic, a few Turkic letters and signs. */
const KNOWN = /^[\u0020-\u005f\u0061-\u007eА-Яа-яЁёЎўҚқҒғҲҳÖöÇçĞğŞşÜü№«»€]$/u;

const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/[\u02bb\u02bc\u02b9\u02bd\u2018\u2019\u201b\u2032\u0060\u00b4\u055a\uff07]/gu, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033\u02ba\uff02]/gu, '"'],
  [/[\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]/gu, '-'],
  [/\u2026/gu, '...'],
  [/[\u00d7\u2715\u2716]/gu, 'x'],
  [/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/gu, ' '],
];

/** A letter with a foreign accent keeps its base letter; what has no place in the module's page goes. */
function foldCharacter(character: string): string {
  if (KNOWN.test(character)) return character;
  const base = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return Array.from(base)
    .filter((part) => KNOWN.test(part))
    .join('');
}

/**
 * Folds a product name to what the fiscal module can store. Its own encoder drops unknown letters without a
 * word ("Oʻzbek" -> "Ozbek"), so the folding happens here where it can be seen. May return ''.
 */
export function foldFiscalName(name: string): string {
  let folded = name.normalize('NFC');
  for (const [from, to] of FOLDS) folded = folded.replace(from, to);
  folded = Array.from(folded, foldCharacter).join('').replace(/ {2,}/g, ' ').trim();
  return folded.slice(0, NAME_MAX_CHARACTERS).trim();
}
