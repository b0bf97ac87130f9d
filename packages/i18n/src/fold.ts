/**
 * Search folding: whatever script, spelling or keyboard a name was written with, it meets itself.
 * `Кока-Кола`, `koka kola` and `Coca-Cola` fold to `koka kola`; `ёғ` and `yogʻ` to `yog`; `Йоғурт`, `йогурт`
 * and `yogurt` to `yogurt`.
 */

const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'yo',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  қ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'o',
  ф: 'f',
  х: 'h',
  ҳ: 'h',
  ц: 's',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** Letters that look foreign on a label but are typed plainly. */
const LATIN: Readonly<Record<string, string>> = {
  ç: 'ch',
  ş: 'sh',
  ı: 'i',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  æ: 'e',
  œ: 'e',
};

/** Every mark people use for the apostrophe of oʻ, gʻ, aʼlo: U+02BB and U+02BC are the right ones. */
const APOSTROPHES = /['"`´ʹʻʼʽʾʿˈˊˋ‘’‚‛′‵＇]/g;

/** Applied again and again until nothing changes, which is what makes folding idempotent. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/shch|sch/g, 'sh'],
  [/ck/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c(?!h)/g, 'k'],
  [/zh|dj/g, 'j'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/gh/g, 'g'],
  [/ts/g, 's'],
  [/q/g, 'k'],
  [/w/g, 'v'],
  [/x/g, 'h'],
  // е, э, ye are one sound; ё and yo lose their y after a consonant (мёд, мед, myod), keep it elsewhere (ёғ, yogʻ).
  [/y(?=[ei])/g, ''],
  [/(?<=[bdfghjklmnprstvz])yo/g, 'e'],
  [/(?<=[bdfghjklmnprstvz])y(?=[au])/g, ''],
  [/iy(?=[au])/g, 'i'],
  [/y(?![aou])/g, 'i'],
  [/([a-z])\1/g, '$1'],
];

/**
 * Folds a text to lower-case a-z, digits and single spaces; numbers stand apart from letters (`1,5л` = `1.5 л`).
 * `foldSearch(foldSearch(x)) === foldSearch(x)`. Other scripts are dropped; an empty string means nothing to look for.
 */
export function foldSearch(text: string): string {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(APOSTROPHES, '')
    .replace(/[\u0400-\u04ff]/g, (c) => CYRILLIC[c] ?? c)
    .replace(/[çşıßøłæœ]/g, (c) => LATIN[c] ?? c)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/g, ' ')
    .trim();
  return settle(letters);
}

function settle(text: string): string {
  let before: string;
  let after = text;
  do {
    before = after;
    for (const [spelling, plain] of SPELLINGS) after = after.replace(spelling, plain);
  } while (after !== before);
  return after;
}

/**
 * What a person may have meant by `query`, most likely first, folded, without repeats: as typed; typed with the
 * other keyboard layout on (`rjkf` = `кола`, `сщдф` = `cola`); with x read as ks (`maxi` = `макси`);
 * with a leading е meaning ё (`елка`). Empty when there is nothing to look for.
 */
export function foldVariants(query: string): string[] {
  const readings = [query, otherLayout(query), withKs(query), query.replace(/(?<!\p{L})[её]/giu, 'йо')];
  return [...new Set(readings.map(foldSearch))].filter((folded) => folded !== '');
}

function withKs(query: string): string {
  return /x/i.test(query) ? query.replace(/x/gi, 'ks') : query.replace(/ks|кс/gi, 'x');
}

const QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./";
const JCUKEN = 'ёйцукенгшщзхъфывапролджэячсмитьбю.';

/** The same keys pressed with the other layout on: Latin keys give Russian letters and the reverse. */
export function otherLayout(text: string): string {
  const lower = text.toLowerCase();
  const [from, to] = /[а-яё]/.test(lower) ? [JCUKEN, QWERTY] : [QWERTY, JCUKEN];
  return Array.from(lower, (key) => {
    const at = from.indexOf(key);
    return at === -1 ? key : to[at]!;
  }).join('');
}
