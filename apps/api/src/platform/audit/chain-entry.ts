import type { AuditKeys } from './audit-keys.ts';
import type { PlainObject } from './mask-values.ts';

/** What precedes the first entry of a business. */
export const GENESIS_MAC = '';

/** An entry of the log as it is hashed: every column but the hash itself. */
export interface ChainEntry {
  readonly tenantId: string;
  readonly seq: number;
  /** Microseconds, as many as the database keeps: a change of one of them shows. */
  readonly atUs: string;
  readonly action: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  readonly storeId: string | null;
  readonly before: PlainObject | null;
  readonly after: PlainObject | null;
  readonly requestId: string | null;
  readonly originDigest: string | null;
  readonly personalDigest: string | null;
  readonly keyId: string;
  readonly prevMac: string;
}

/** Where a change came from; apart from the entry, so that it can be forgotten. */
export interface Origin {
  readonly salt: string;
  readonly ip: string | null;
  readonly device: string | null;
}

/** What an entry says about a person by name; apart from the entry, so that it can be forgotten. */
export interface Personal {
  readonly personId: string | null;
  readonly salt: string;
  readonly data: PlainObject;
}

const FORM = 1;

export function macOf(keys: AuditKeys, entry: ChainEntry): string {
  return keys.mac(entry.keyId, 'entry', { form: FORM, ...entry });
}

/** `place` ties the row to its entry: it cannot be hung on another. */
type Place = Pick<ChainEntry, 'tenantId' | 'seq' | 'keyId'>;

export function digestOfOrigin(keys: AuditKeys, { tenantId, seq, keyId }: Place, origin: Origin): string {
  return keys.mac(keyId, 'origin', { form: FORM, tenantId, seq, ...origin });
}

export function digestOfPersonal(
  keys: AuditKeys,
  { tenantId, seq, keyId }: Place,
  personal: Personal,
): string {
  return keys.mac(keyId, 'personal', { form: FORM, tenantId, seq, ...personal });
}
