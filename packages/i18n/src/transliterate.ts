/**
 * Uzbek Latin -> Uzbek Cyrillic: the third language of the product is derived, not written. `{{placeholders}}`,
 * `<tags>`, `$t(keys)`, addresses and names that stay Latin (PIN, CSV ...) are left alone.
 */

const STAYS_LATIN =
  /\{\{[^}]*\}\}|<[^>]*>|\$t\([^)]*\)|https?:\/\/\S+|\S+@\S+|\b(?:JOWi(?: Shop)?|PIN|CSV|UTF-8|Windows-1251|QR|EAN(?:-\d+)?|SKU|FIFO|X|Z|Ctrl|Esc|Enter|Tab|F\d{1,2}|Excel|ID|IP|USB)\b/g;

// Longest first: oʻ and gʻ before anything that would eat their letter.
const DIGRAPHS: readonly (readonly [string, string])[] = [
  ['yoʻ', 'йў'],
  ['oʻ', 'ў'],
  ['gʻ', 'ғ'],
  ['sʼh', 'сҳ'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['ya', 'я'],
  ['yu', 'ю'],
  ['yo', 'ё'],
  ['ye', 'е'],
  ['ts', 'ц'],
];

const LETTERS: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'б',
  c: 'к',
  d: 'д',
  f: 'ф',
  g: 'г',
  h: 'ҳ',
  i: 'и',
  j: 'ж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  q: 'қ',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  v: 'в',
  w: 'в',
  x: 'х',
  y: 'й',
  z: 'з',
  ʼ: 'ъ',
};

/** Words whose Cyrillic spelling the rules cannot know: Russian loans with ц, ь, э in the middle. */
const LOANS: Readonly<Record<string, string>> = {
  aksiya: 'акция',
  litsenziya: 'лицензия',
  parol: 'пароль',
  kabel: 'кабель',
  modul: 'модуль',
  fiskal: 'фискал',
  sentabr: 'сентябрь',
  oktabr: 'октябрь',
  noyabr: 'ноябрь',
  dekabr: 'декабрь',
  yanvar: 'январь',
  fevral: 'февраль',
  aprel: 'апрель',
  iyun: 'июнь',
  iyul: 'июль',
};

/** Apostrophes typed as ' ’ ‘ ` are read as the right letters first. */
export function latinToCyrillic(text: string): string {
  let out = '';
  let from = 0;
  for (const kept of text.matchAll(STAYS_LATIN)) {
    out += convert(text.slice(from, kept.index)) + kept[0];
    from = kept.index + kept[0].length;
  }
  return out + convert(text.slice(from));
}

function convert(text: string): string {
  return text
    .replace(/([og])['`‘’ʼ]/gi, '$1ʻ')
    .replace(/(?<=\p{L})['`‘’]/gu, 'ʼ')
    .replace(/[a-zʻʼ]+/gi, word);
}

function word(latin: string): string {
  const lower = latin.toLowerCase();
  for (const [stem, cyrillic] of Object.entries(LOANS)) {
    if (lower.startsWith(stem))
      return cased(cyrillic, latin.slice(0, stem.length)) + tail(latin, stem.length);
  }
  return tail(latin, 0);
}

function tail(latin: string, start: number): string {
  let out = '';
  let at = start;
  while (at < latin.length) {
    const lower = latin.slice(at).toLowerCase();
    const digraph = DIGRAPHS.find(([from]) => lower.startsWith(from));
    const source = latin.slice(at, at + (digraph?.[0].length ?? 1));
    out += cased(digraph?.[1] ?? letter(lower[0]!, latin, at), source);
    at += source.length;
  }
  return out;
}

/** е opens a word, or follows a vowel, as э: `el` is `эл`, `poema` is `поэма`. */
function letter(lower: string, word: string, at: number): string {
  if (lower === 'e') return at === 0 || /[aeiouʻ]/i.test(word[at - 1]!) ? 'э' : 'е';
  return LETTERS[lower] ?? lower;
}

function cased(cyrillic: string, source: string): string {
  const letters = source.replace(/[ʻʼ]/g, '');
  if (letters === '' || letters === letters.toLowerCase()) return cyrillic;
  if (letters.length > 1 && letters === letters.toUpperCase()) return cyrillic.toUpperCase();
  return cyrillic[0]!.toUpperCase() + cyrillic.slice(1);
}
