import { formatDate, formatDateTime, formatMoney, formatQtyNumber, formatRate } from './format.ts';
import type { Catalogue, Language } from './languages.ts';

/** One line of what changed, in words. Null: there was no such side. */
export interface AuditDiffLine {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Side = Readonly<Record<string, unknown>> | null;

const SECRET = '***';
const FORGOTTEN = '…';

/** In which words an entry is read. */
export interface AuditReading {
  /** Namespace `audit`. */
  readonly audit: Catalogue;
  /** Namespace `permissions`, where roles are to be read. */
  readonly permissions?: Catalogue;
  readonly language: Language;
  /** What ids are called: of stores, by id. */
  readonly names?: ReadonlyMap<string, string>;
}

/** What an entry of the audit log changed, field by field, as a person reads it. */
export function auditDiff(
  { before, after, subject }: { before: Side; after: Side; subject?: { kind: string } },
  { audit, permissions = {}, language, names }: AuditReading,
): AuditDiffLine[] {
  const isPerson = subject?.kind === 'employee' || subject?.kind === 'account';
  const words: Catalogue = {
    ...audit,
    permissions,
    field: isPerson ? personFields(audit) : (audit.field ?? {}),
    names: Object.fromEntries(names ?? []),
  };
  const old = flatten(before ?? {});
  const now = flatten(after ?? {});
  const keys = [...new Set([...old.keys(), ...now.keys()])]
    // The role is there by its name, and of something new only what it has.
    .filter((key) => key !== 'roleId' || !(old.has('role') || now.has('role')))
    .filter((key) => before !== null || !isEmpty(now.get(key)))
    .sort((a, b) => placeOf(a, words) - placeOf(b, words));
  const show = (values: Map<string, unknown>, key: string, other: unknown) =>
    values.has(key) ? auditValue(key, values.get(key), words, language, other) : null;
  return keys.map((key) => ({
    label: labelOf(key, words),
    before: before === null ? null : show(old, key, now.get(key)),
    after: after === null ? null : show(now, key, old.get(key)),
  }));
}

/** `products/edit` -> its words; an action that this version does not know stays as it is. */
export function auditActionText(words: Catalogue, action: string): string {
  const [group = '', verb = ''] = action.split('/');
  return find(words, ['action', group, verb]) ?? action;
}

/** The word for a group, a kind of actor or of subject, or a damage. */
export function auditPlaceText(
  words: Catalogue,
  place: 'group' | 'actor' | 'subject' | 'damage',
  key: string,
): string {
  return find(words, [place, key]) ?? key;
}

/** Fields stand in the order of the catalogue: the name and the price before the small print. */
function placeOf(path: string, words: Catalogue): number {
  const known = Object.keys((words.field ?? {}) as Catalogue).indexOf(path.split('.')[0] ?? '');
  return known === -1 ? Number.MAX_SAFE_INTEGER : known;
}

const isEmpty = (value: unknown) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Objects within objects become fields of their own: `limits.discountBps`. */
function flatten(side: Readonly<Record<string, unknown>>, path = ''): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [key, value] of Object.entries(side)) {
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value) && !isName(value);
    if (isGroup && Object.keys(value).length > 0)
      for (const [below, inner] of flatten(value as Record<string, unknown>, `${path}${key}.`))
        fields.set(below, inner);
    else fields.set(`${path}${key}`, value);
  }
  return fields;
}

/** A person is called by a name, a thing by a title. */
function personFields(audit: Catalogue): Catalogue {
  const field = (audit.field ?? {}) as Catalogue;
  return { ...field, name: field.personName ?? '' };
}

function labelOf(path: string, words: Catalogue): string {
  return path
    .split('.')
    .map((key) => find(words, ['field', key]) ?? key)
    .join(', ');
}

function auditValue(
  path: string,
  value: unknown,
  words: Catalogue,
  language: Language,
  other: unknown,
): string {
  const key = path.split('.').at(-1) ?? path;
  const word = (name: string) => find(words, ['value', name]) ?? name;
  if (value === SECRET) return word('secret');
  if (value === FORGOTTEN) return word('forgotten');
  if (value === null || value === '') {
    if (/vatRateBps$/i.test(key)) return word('withoutVat');
    if (key === 'storeIds') return word('all');
    return path.startsWith('limits.') ? word('any') : word('none');
  }
  if (typeof value === 'boolean') return word(value ? 'yes' : 'no');
  if (Array.isArray(value))
    return listText(key, value, other, (it) => auditValue(path, it, words, language, null));
  if (typeof value === 'object') return isName(value) ? nameText(value) : JSON.stringify(value);
  const text = String(value);
  if (/Tiyin$/.test(key) && /^-?\d{1,19}$/.test(text)) return formatMoney(BigInt(text), language);
  if (/QtyMilli$|^qtyMilli$/.test(key) && /^-?\d{1,19}$/.test(text)) return formatQtyNumber(BigInt(text));
  if (/Bps$/.test(key) && typeof value === 'number') return formatRate(value);
  if (/AtMs$/.test(key) && typeof value === 'number') return formatDateTime(value);
  if (/Date$|^from$|^to$|^textVersion$/.test(key) && /^\d{4}-\d\d-\d\d$/.test(text)) return formatDate(text);
  const name = find(words, ['names', text]);
  if (name !== null) return name;
  if (key === 'permissions') return find(words, ['permissions', ...text.split('/')]) ?? text;
  return find(words, ['value', aliasOf(key), text]) ?? text;
}

/** Of two lists only what one has and the other has not; a long list is mostly the same on both sides. */
function listText(
  key: string,
  items: readonly unknown[],
  other: unknown,
  show: (item: unknown) => string,
): string {
  const theirs = new Set(Array.isArray(other) ? other.map((it) => JSON.stringify(it)) : []);
  const own = items.filter((it) => !theirs.has(JSON.stringify(it)));
  const shown = (own.length > 0 && key === 'permissions' ? own : items).map(show);
  return shown.length === 0 ? '—' : shown.join(', ');
}

const aliasOf = (key: string) =>
  ({
    roleKind: 'kind',
    role: 'kind',
    lineRounding: 'vatRounding',
    languages: 'language',
    receiptLanguages: 'language',
    vatRatesBps: 'vatRateBps',
  })[key] ?? key;

const isName = (value: object): value is { ru: string; uz: string } =>
  'ru' in value &&
  'uz' in value &&
  Object.keys(value).length === 2 &&
  typeof value.ru === 'string' &&
  typeof value.uz === 'string';

const nameText = ({ ru, uz }: { ru: string; uz: string }) => (ru === uz ? ru : `${ru} / ${uz}`);

function find(words: Catalogue, path: readonly string[]): string | null {
  let here: Catalogue | string | undefined = words;
  for (const key of path) {
    if (typeof here !== 'object' || !Object.hasOwn(here, key)) return null;
    here = here[key];
  }
  return typeof here === 'string' ? here : null;
}
