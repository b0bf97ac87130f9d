import type { AuditEntryView } from '@jowi/contracts/http/audit';
import type { Consent } from '@jowi/contracts/http/personal-data';
import type { AccountData } from './person-account.repository.ts';

/** What is handed to a person. Secrets (PIN, password, keys) are never in it: not even she could read them back. */
export interface PersonExport {
  readonly form: 'jowi-person-1';
  readonly exportedAtMs: number;
  readonly business: string;
  readonly consentTextVersion: string;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly phone: string | null;
    readonly active: boolean;
    readonly role: string;
    /** null = all. */
    readonly stores: readonly string[] | null;
    readonly hasPin: boolean;
  };
  readonly consents: readonly Consent[];
  readonly account: AccountData | null;
  readonly invitations: readonly { createdAtMs: number; expiresAtMs: number; acceptedAtMs: number | null }[];
  /** How many documents carry her name. */
  readonly work: Readonly<Record<string, number>>;
  /** What the audit log says of her or by her, newest first, at most MAX_ENTRIES. */
  readonly entries: readonly TraceEntry[];
}

export const MAX_ENTRIES = 5_000;

export interface TraceEntry {
  readonly seq: number;
  readonly atMs: number;
  readonly action: AuditEntryView['action'];
  /** by: she did it; about: it was done to her. */
  readonly side: 'by' | 'about';
  readonly subject: string | null;
  readonly ip: string | null;
  readonly device: string | null;
}
