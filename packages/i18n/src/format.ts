import { TASHKENT_OFFSET_MS } from '@jowi/domain/time';

/** How amounts, quantities, dates and phones are written in Uzbekistan. Pure: no Intl data of the host is used. */

/** Between groups of three digits; narrow and never broken. */
export const THIN_SPACE = '\u202f';

export type FormatLanguage = 'ru' | 'uz' | 'uz-Cyrl';

const CURRENCY: Readonly<Record<FormatLanguage, string>> = { ru: 'сум', uz: 'soʻm', 'uz-Cyrl': 'сўм' };

const UNITS = {
  piece: { ru: 'шт', uz: 'dona', 'uz-Cyrl': 'дона' },
  kg: { ru: 'кг', uz: 'kg', 'uz-Cyrl': 'кг' },
  litre: { ru: 'л', uz: 'l', 'uz-Cyrl': 'л' },
  metre: { ru: 'м', uz: 'm', 'uz-Cyrl': 'м' },
} as const;

export type FormatUnit = keyof typeof UNITS;

export type MoneyParts = {
  /** '−' (U+2212) or ''. */
  sign: string;
  /** Grouped so'm: `1 234 567`. */
  whole: string;
  /** `,50`, or '' when there are no tiyin. */
  fraction: string;
  /** The word to show small and grey. */
  currency: string;
};

/** An amount in tiyin taken apart, for screens that draw the currency smaller. */
export function moneyParts(tiyin: bigint, language: FormatLanguage): MoneyParts {
  const magnitude = tiyin < 0n ? -tiyin : tiyin;
  const rest = magnitude % 100n;
  return {
    sign: tiyin < 0n ? '−' : '',
    whole: grouped(String(magnitude / 100n)),
    fraction: rest === 0n ? '' : `,${String(rest).padStart(2, '0')}`,
    currency: currencyWord(language),
  };
}

/** `1 234 567` or `1 234 567,50`: the bare number, for tables whose head names the currency. */
export function formatAmount(tiyin: bigint): string {
  const { sign, whole, fraction } = moneyParts(tiyin, 'ru');
  return `${sign}${whole}${fraction}`;
}

/** `1 234 567 soʻm`. */
export function formatMoney(tiyin: bigint, language: FormatLanguage): string {
  return `${formatAmount(tiyin)}\u00a0${currencyWord(language)}`;
}

export function currencyWord(language: FormatLanguage): string {
  return CURRENCY[language];
}

/** Thousandths of a unit: `12`, `0,735`; no unit word. */
export function formatQtyNumber(qtyMilli: bigint): string {
  const magnitude = qtyMilli < 0n ? -qtyMilli : qtyMilli;
  const fraction = String(magnitude % 1000n)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${qtyMilli < 0n ? '−' : ''}${grouped(String(magnitude / 1000n))}${fraction ? `,${fraction}` : ''}`;
}

/** `12 шт`, `0,735 kg`. */
export function formatQty(qtyMilli: bigint, unit: FormatUnit, language: FormatLanguage): string {
  return `${formatQtyNumber(qtyMilli)}\u00a0${unitWord(unit, language)}`;
}

export function unitWord(unit: FormatUnit, language: FormatLanguage): string {
  return UNITS[unit][language];
}

/** Basis points as a percentage: 1200 -> `12 %`; null (without VAT) is the caller's word. */
export function formatRate(bps: number): string {
  const fraction = String(bps % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(bps / 100)}${fraction ? `,${fraction}` : ''}\u00a0%`;
}

/** `DD.MM.YYYY` of a business date (`YYYY-MM-DD`) or of a moment (Unix ms, as seen in Tashkent). */
export function formatDate(when: string | number): string {
  const date = typeof when === 'string' ? when : tashkent(when).slice(0, 10);
  return date.split('-').reverse().join('.');
}

/** `HH:MM` in Tashkent. */
export function formatTime(epochMs: number): string {
  return tashkent(epochMs).slice(11, 16);
}

/** `DD.MM.YYYY HH:MM` in Tashkent. */
export function formatDateTime(epochMs: number): string {
  return `${formatDate(epochMs)} ${formatTime(epochMs)}`;
}

function tashkent(epochMs: number): string {
  return new Date(epochMs + TASHKENT_OFFSET_MS).toISOString();
}

/** `+998 90 123-45-67`; anything else comes back as it is. */
export function formatPhone(phone: string): string {
  const match = /^\+998(\d{2})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  return match ? `+998 ${match[1]} ${match[2]}-${match[3]}-${match[4]}` : phone;
}

/** What a person typed (spaces, brackets, with or without 998) -> `+998…`, or null. */
export function parsePhone(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  if (/[^\d\s()+.‑–-]/.test(text)) return null;
  if (digits.length === 9) return `+998${digits}`;
  return digits.length === 12 && digits.startsWith('998') ? `+${digits}` : null;
}

/**
 * What a person typed or a spreadsheet holds -> tiyin, or null: `1 234,50`, `1234.5`, `1 234 567 soʻm`,
 * `1,234,567` and `1.234.567` (groups); at most two decimals. A single separator followed by exactly three
 * digits is refused: `1,234` may be either, and a price a thousand times off is worse than a question.
 */
export function parseMoney(text: string): bigint | null {
  const bare = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(so['ʻʼ’‘`]?m|сум|сўм|uzs)\.?\s*$/u, '')
    .replace(/\s/g, '')
    .replace('−', '-');
  const negative = bare.startsWith('-');
  const number = negative ? bare.slice(1) : bare;
  const match = /^(\d+|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,})(?:[.,](\d{1,2}))?$/.exec(number);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const tiyin = BigInt(whole.replace(/[.,]/g, '')) * 100n + BigInt(fraction.padEnd(2, '0'));
  return negative ? -tiyin : tiyin;
}

/** `1,5`, `0.735`, `12` -> thousandths, or null; at most three decimals. */
export function parseQty(text: string): bigint | null {
  const match = /^(-?)(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return null;
  const [, minus, whole = '', fraction = ''] = match;
  const qtyMilli = BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, '0'));
  return minus ? -qtyMilli : qtyMilli;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);
}
