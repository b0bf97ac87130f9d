import type { AuditSubjectKind } from '@jowi/contracts/audit';
import type { AuditEntry } from './audit-entry.ts';
import { changedFields, maskFields, type PlainObject, plainText } from './mask-values.ts';

/** Subjects that are persons: what they are called is kept apart from the chain, where it can be deleted. */
const PERSONS: ReadonlySet<AuditSubjectKind> = new Set(['employee', 'account', 'invitation']);
const PERSONAL_FIELD = /^(name|initials|.*[nN]ame|phone|.*Phone|email|.*Email)$/;
/** Stands in the chain for what is kept apart. */
export const KEPT_APART = '…';

export interface DescribedChange {
  /** For ever, in the chain. */
  readonly open: {
    readonly name: string | null;
    readonly before: PlainObject | null;
    readonly after: PlainObject | null;
  };
  /** Until the person is forgotten. */
  readonly personal: PlainObject | null;
}

/** What an entry keeps of a change: only what differs, without secrets, persons apart. */
export function describeChange({ subject, before, after }: AuditEntry): DescribedChange {
  const changed = before && after ? changedFields(before, after) : { before, after };
  const sides = {
    before: changed.before ? maskFields(changed.before) : null,
    after: changed.after ? maskFields(changed.after) : null,
  };
  const name = subject.name == null ? null : plainText(subject.name, 200);
  if (!PERSONS.has(subject.kind)) return { open: { name, ...sides }, personal: null };
  const old = takeOut(sides.before);
  const now = takeOut(sides.after);
  const said: PlainObject = {
    ...(name !== null && { name }),
    ...(old.taken && { before: old.taken }),
    ...(now.taken && { after: now.taken }),
  };
  return {
    open: { name: null, before: old.left, after: now.left },
    personal: Object.keys(said).length > 0 ? said : null,
  };
}

/** What a reader sees while the personal part is still there. */
export function putBack(side: PlainObject | null, taken: unknown): PlainObject | null {
  if (typeof taken !== 'object' || taken === null) return side;
  return { ...side, ...(taken as PlainObject) };
}

function takeOut(side: PlainObject | null): { left: PlainObject | null; taken: PlainObject | null } {
  if (!side) return { left: null, taken: null };
  const personal = Object.entries(side).filter(([key]) => PERSONAL_FIELD.test(key));
  if (personal.length === 0) return { left: side, taken: null };
  const left = Object.fromEntries(
    Object.entries(side).map(([key, value]) => [key, PERSONAL_FIELD.test(key) ? KEPT_APART : value]),
  );
  return { left, taken: Object.fromEntries(personal) };
}
