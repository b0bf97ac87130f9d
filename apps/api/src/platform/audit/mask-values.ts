/** JSON that PostgreSQL keeps and gives back unchanged. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };
export type PlainObject = { readonly [key: string]: Plain };

export const MASK = '***';

const SECRET = new Set(
  'password passwords pin pins token tokens code codes hash hashes secret secrets key keys salt otp totp cookie'.split(
    ' ',
  ),
);
/** Codes that are no secret: printed on goods and in documents. */
const NOT_SECRET = new Set(['packageCode', 'errorCode', 'unitCode', 'postCode', 'reasonCode']);

const MAX_TEXT = 500;
const MAX_ITEMS = 50;
const MAX_FIELDS = 100;
const MAX_DEPTH = 6;

/** The two sides of a change with only what differs between them, compared before anything is masked. */
export function changedFields(before: object, after: object): { before: object; after: object } {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (key) => JSON.stringify(toPlain(old[key], 0)) !== JSON.stringify(toPlain(now[key], 0)),
  );
  const pick = (from: Record<string, unknown>) =>
    Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]]));
  return { before: pick(old), after: pick(now) };
}

/**
 * What may stand in the log: no secrets at all, personal data shortened, of a bounded size. `null` stays, so that one
 * sees whether a secret was there.
 */
export function maskFields(fields: object): PlainObject {
  return maskObject(fields as Record<string, unknown>, 0);
}

/** A text that PostgreSQL and UTF-8 can carry, of a bounded length. */
export function plainText(text: string, maxLength = MAX_TEXT): string {
  const whole = text.replaceAll('\u0000', '').toWellFormed();
  return whole.length > maxLength ? `${whole.slice(0, maxLength - 1).toWellFormed()}…` : whole;
}

function maskObject(fields: Record<string, unknown>, depth: number): PlainObject {
  const entries = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .slice(0, MAX_FIELDS);
  return Object.fromEntries(
    entries.map(([key, value]) => [plainText(key, 60), maskValue(key, value, depth + 1)]),
  );
}

function maskValue(key: string, value: unknown, depth: number): Plain {
  const words = wordsOf(key);
  if (!NOT_SECRET.has(key) && words.some((word) => SECRET.has(word)))
    return value === null || typeof value === 'boolean' ? value : MASK;
  const shorten = shortenerOf(key, words);
  if (!shorten)
    return Array.isArray(value) || isObject(value) ? maskDeep(value, depth) : toPlain(value, depth);
  if (typeof value === 'string') return plainText(shorten(value));
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => maskValue(key, item, depth + 1));
  return isObject(value) ? maskDeep(value, depth) : toPlain(value, depth);
}

function maskDeep(value: unknown, depth: number): Plain {
  if (depth > MAX_DEPTH) return '…';
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ITEMS).map((item) => maskDeep(item, depth + 1));
    return value.length > MAX_ITEMS ? [...items, `… ${value.length - MAX_ITEMS}`] : items;
  }
  return isObject(value) ? maskObject(value, depth) : toPlain(value, depth);
}

function toPlain(value: unknown, depth: number): Plain {
  if (depth > MAX_DEPTH) return '…';
  if (value === null || value === undefined || typeof value === 'boolean') return value ?? null;
  if (typeof value === 'string') return plainText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Set) return toPlain([...value].sort(), depth);
  if (Array.isArray(value)) return value.map((item) => toPlain(item, depth + 1));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item, depth + 1)]));
  return null;
}

function shortenerOf(key: string, words: readonly string[]): ((text: string) => string) | null {
  if (words.some((word) => word === 'phone' || word === 'phones')) return shortenPhone;
  if (words.some((word) => word === 'email' || word === 'emails')) return shortenEmail;
  if (words.some((word) => word === 'pinfl' || word === 'passport')) return shortenNumber;
  // A business of one person is known by her own number; a company's STIR is public.
  if (key === 'taxId') return (text) => (text.length === 14 ? shortenNumber(text) : text);
  if (words.includes('customer')) return shortenName;
  return null;
}

/** `+998901234567` -> `+998 90 *** ** 67`. */
export function shortenPhone(phone: string): string {
  const parts = /^\+998(\d\d)\d{5}(\d\d)$/.exec(phone.replace(/[\s()-]/g, ''));
  if (parts) return `+998 ${parts[1]} *** ** ${parts[2]}`;
  return phone.length < 6 ? MASK : `${phone.slice(0, 3)}***${phone.slice(-2)}`;
}

const shortenEmail = (email: string) => email.replace(/^(.).*?(@.*)?$/su, `$1${MASK}$2`);
const shortenNumber = (text: string) =>
  text.length < 6 ? MASK : `${'*'.repeat(text.length - 4)}${text.slice(-4)}`;
const shortenName = (name: string) => (name === '' ? '' : `${[...name][0]}${MASK}`);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Set);

const wordsOf = (key: string) =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
