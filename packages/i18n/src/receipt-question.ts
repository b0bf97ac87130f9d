import { businessDateOf, businessDateStartMs, parseBusinessDate } from '@jowi/domain/time';
import { parseMoney } from './format.ts';
import { findMoment, type Span, spanOfDigits, spanOfId } from './receipt-moment.ts';

/**
 * What somebody who looks for a receipt may mean by what she typed, pasted or scanned. Several at once: `125000` is a
 * receipt number, a sum and a fiscal number until somebody says which.
 */
export type ReceiptReading =
  | { readonly as: 'id'; readonly id: string }
  /** From the QR of the paper; parts the code lacks are null, never all of `seq` and `sign`. */
  | {
      readonly as: 'fiscal';
      readonly fiscalTerminalId: string | null;
      readonly fiscalReceiptSeq: string | null;
      readonly fiscalSign: string | null;
    }
  /** Typed by hand: the sign, or the number the fiscal module gave. */
  | { readonly as: 'fiscal-number'; readonly text: string }
  | { readonly as: 'number'; readonly receiptNumber: number }
  | { readonly as: 'sum'; readonly totalTiyin: string };

export type ReceiptQuestion = {
  /** Empty with a span: any receipt of that time. Empty without one: not understood. */
  readonly readings: readonly ReceiptReading[];
  /** With an id or a QR only what these tell of themselves: they say enough without it. */
  readonly span: Span | null;
};

const MAX_NUMBER = 2_147_483_647;
const MAX_TIYIN = 10n ** 18n - 1n;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;
/** The sign № is `No` by the time it is read. */
const NUMBER_WORD = /(?<=^|\s)(?:чек|chek|номер|raqami?|no\.?|#)(?=\s|\d|$)/giu;
const SUM_WORD = /(?<=^|\s)(?:на сумму|сумма|сумму|summa|summasi|итого|jami)(?=[\s\d:]|$):?/giu;
const SMALL_WORDS = /(?<=^|\s)(?:в|на|около|от|за|soat|taxminan|da)(?=\s|$)/giu;
const THOUSANDS = /^(\d{1,9})(?:[.,](\d{1,3}))?\s*(?:тыс|тысяч|тысячи|минг|ming|k|к)\.?$/iu;

/**
 * Pure and total: any text has a meaning or none. `nowMs` is what "yesterday", a time without a day and a day without
 * a year are seen from; `day` (YYYY-MM-DD) stands for the day of the text, when the asker has corrected it.
 */
export function readReceiptQuestion(raw: string, nowMs: number, day: string | null = null): ReceiptQuestion {
  const text = fromRussianKeys(tidy(raw));
  const code = findFiscalCode(text);
  if (code) return code;
  const id = UUID.exec(text.toLowerCase())?.[0];
  if (id) return { readings: [{ as: 'id', id }], span: spanOfId(id) };
  const { span: spoken, rest } = findMoment(text, nowMs);
  const span = day === null ? spoken : onDay(day, spoken);
  return { readings: readingsOf(rest), span };
}

/** Scanners end with a line break, PDFs are full of no-break spaces. */
function tidy(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 500);
}

function readingsOf(rest: string): ReceiptReading[] {
  const saysNumber = new RegExp(NUMBER_WORD).test(rest);
  const saysSum = new RegExp(SUM_WORD).test(rest);
  const bare = rest.replace(NUMBER_WORD, ' ').replace(SUM_WORD, ' ').replace(SMALL_WORDS, ' ').trim();
  if (bare === '') return [];
  const number = saysSum || !/^\d{1,10}$/.test(bare) ? null : Number(bare);
  const total = saysNumber ? null : totalOf(bare);
  const readings: ReceiptReading[] = [];
  if (number !== null && number >= 1 && number <= MAX_NUMBER)
    readings.push({ as: 'number', receiptNumber: number });
  if (total !== null) readings.push({ as: 'sum', totalTiyin: String(total) });
  if (!saysSum && !saysNumber && /^[A-Z0-9]{1,20}$/i.test(bare) && /\d/.test(bare))
    readings.push({ as: 'fiscal-number', text: bare.toUpperCase() });
  return readings;
}

function totalOf(text: string): bigint | null {
  const thousands = THOUSANDS.exec(text);
  // `125.000` and `125,000` may be wrong in a price list; here a wrong guess finds nothing and harms nobody.
  const grouped = /^\d{1,3}[.,]\d{3}$/.test(text) ? text.replace(/[.,]/, '') : text;
  const total = thousands
    ? BigInt(thousands[1]!) * 100_000n + BigInt((thousands[2] ?? '').padEnd(3, '0')) * 100n
    : parseMoney(grouped);
  return total !== null && total >= 0n && total <= MAX_TIYIN ? total : null;
}

/** `https://ofd.soliq.uz/check?t=UZ210317238910&r=17&c=20261123101500&s=123456789012`, or what is left of it. */
function findFiscalCode(text: string): ReceiptQuestion | null {
  const parts = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/[?&;]\s?([trcs])=([A-Za-z0-9]{1,20})(?![A-Za-z0-9])/gi))
    parts.set(name!.toLowerCase(), value!);
  const part = (name: string) => parts.get(name) ?? null;
  const [fiscalReceiptSeq, fiscalSign] = [part('r'), part('s')];
  if (fiscalSign === null && (fiscalReceiptSeq === null || part('t') === null)) return null;
  const fiscalTerminalId = part('t')?.toUpperCase() ?? null;
  return {
    readings: [{ as: 'fiscal', fiscalTerminalId, fiscalReceiptSeq, fiscalSign }],
    span: spanOfDigits(part('c') ?? ''),
  };
}

const RUSSIAN_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё.,ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ?';
const LATIN_KEYS = 'qwertyuiop[]asdfghjkl;\'zxcvbnm,.`/?QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~&';

/** A scanner types keys: while the keyboard is switched to Russian, `https://` comes as `реезыЖ..`. */
function fromRussianKeys(text: string): string {
  if (!/^реезы?Ж/i.test(text)) return text;
  return [...text]
    .map((char) => {
      const at = RUSSIAN_KEYS.indexOf(char);
      return at < 0 ? char : LATIN_KEYS[at];
    })
    .join('');
}

/** The asker's own day; the time of the text keeps its place in it. */
function onDay(day: string, spoken: Span | null): Span {
  const startMs = businessDateStartMs(parseBusinessDate(day));
  if (!spoken || spoken.precision === 'day')
    return { fromMs: startMs, toMs: startMs + DAY_MS, precision: 'day', dayIsGuessed: false };
  const intoDayMs = spoken.fromMs - businessDateStartMs(businessDateOf(spoken.fromMs));
  const fromMs = startMs + intoDayMs;
  return { ...spoken, fromMs, toMs: fromMs + (spoken.toMs - spoken.fromMs), dayIsGuessed: false };
}

const DAY_MS = 86_400_000;
