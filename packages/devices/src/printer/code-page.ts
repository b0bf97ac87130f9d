import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';

/** Typographic marks have a plain form that reads as well on paper; letters do not and are never replaced. */
const PLAIN_FORMS: readonly (readonly [RegExp, string])[] = [
  [/[\u02bb\u02bc\u2018\u2019\u201b\u2032\u00b4`]/gu, "'"],
  [/[\u00ab\u00bb\u201c\u201d\u201e\u2033]/gu, '"'],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/\u2026/gu, '...'],
  [/\u00d7/gu, 'x'],
  [/[\u00a0\u2000-\u200a\u202f\u205f\t\r\n]/gu, ' '],
];

export function toPlainForms(text: string): string {
  return PLAIN_FORMS.reduce((folded, [from, to]) => folded.replace(from, to), text.normalize('NFC'));
}

const QUESTION_MARK = 0x3f;

/**
 * Whether the printer's own letters can write the text, measured on the encoder that will write it: what a code page
 * lacks comes out as "?". Answers are kept per letter.
 */
export function createCodePageTest(codePageNumber: number): (text: string) => boolean {
  const known = new Map<string, boolean>([['?', true]]);
  const measure = (letter: string): boolean => {
    const encoder = new ReceiptPrinterEncoder({
      columns: 32,
      codepageMapping: { cp866: codePageNumber },
      newline: '\n',
    });
    return !encoder.codepage('cp866').text(letter).encode().includes(QUESTION_MARK);
  };
  return (text) =>
    Array.from(text).every((letter) => {
      const answer = known.get(letter) ?? measure(letter);
      known.set(letter, answer);
      return answer;
    });
}
