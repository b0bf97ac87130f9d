/**
 * A wedge scanner types as a US keyboard; the system's layout then turns `Q` into `Й`. The physical key
 * (`event.code`) does not change with the layout, so that is what is read.
 */

/** Separator inside GS1 codes (FNC1). */
export const GS = '\u001d';

export type Key = {
  /** `event.code`: the place on the keyboard. Empty on some virtual keyboards. */
  code: string;
  /** `event.key`: what the layout made of it. */
  key: string;
  shift: boolean;
  ctrl: boolean;
  alt: boolean;
  /** `event.timeStamp`: when the browser got it, not when the page came round to it. */
  atMs: number;
};

const PLAIN = "`-=[]\\;',./";
const SHIFTED = '~_+{}|:"<>?';
const PUNCTUATION_CODES = [
  'Backquote',
  'Minus',
  'Equal',
  'BracketLeft',
  'BracketRight',
  'Backslash',
  'Semicolon',
  'Quote',
  'Comma',
  'Period',
  'Slash',
];
const SHIFTED_DIGITS = ')!@#$%^&*(';
const NUMPAD: Readonly<Record<string, string>> = {
  NumpadDecimal: '.',
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadMultiply: '*',
  NumpadDivide: '/',
};

const RU_ROW = 'йцукенгшщзхъфывапролджэячсмитьбю';
const US_ROW = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";

/** The US character of a key press, GS, or null when the key types nothing. */
export function usCharacter({ code, key, shift, ctrl, alt }: Key): string | null {
  if (key === GS || (ctrl && !alt && code === 'BracketRight')) return GS;
  if (ctrl || alt) return null;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  if (digit) return shift && digit[1] === 'Digit' ? SHIFTED_DIGITS[Number(digit[2])]! : digit[2]!;
  const place = PUNCTUATION_CODES.indexOf(code);
  if (place >= 0) return (shift ? SHIFTED : PLAIN)[place]!;
  if (code === 'IntlBackslash') return shift ? '|' : '\\';
  if (code === 'Space') return ' ';
  if (NUMPAD[code]) return NUMPAD[code];
  return code === '' && key.length === 1 ? fromRussianLetter(key) : null;
}

/** For keyboards that give no place: the letter under the Russian one, or the character as it is. */
function fromRussianLetter(character: string): string {
  const lower = character.toLowerCase();
  const place = RU_ROW.indexOf(lower);
  if (place < 0) return character;
  const us = US_ROW[place]!;
  return character === lower ? us : us.toUpperCase();
}

/** Ends a scan: scanners are set to send Enter or Tab after the code. */
export function isTerminator({ code, key }: Key): boolean {
  return key === 'Enter' || key === 'Tab' || code === 'Enter' || code === 'NumpadEnter' || code === 'Tab';
}
