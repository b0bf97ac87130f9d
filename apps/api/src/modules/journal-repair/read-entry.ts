import { JOURNAL_PAYLOADS, type JournalEntry, type JournalPayload } from '@jowi/contracts/sync/journal';
import { verifyHash, verifySignature } from '@jowi/sync/journal-hash';

/** What an entry says, read by the schema of its kind. */
export type Said =
  | { kind: 'SaleV1'; payload: JournalPayload<'SaleV1'> }
  | { kind: 'ShiftOpenedV1'; payload: JournalPayload<'ShiftOpenedV1'> }
  | { kind: 'ShiftClosedV1'; payload: JournalPayload<'ShiftClosedV1'> }
  | { kind: 'FiscalisedV1'; payload: JournalPayload<'FiscalisedV1'> }
  | { kind: 'ApprovalV1'; payload: JournalPayload<'ApprovalV1'> };

/** `unknown`: a kind nobody here has heard of; `unfit`: of a known kind, but not in its shape. */
export type ReadEntry = Said | { kind: 'unknown'; payload: null } | { kind: 'unfit'; payload: null };

/** An entry as it was received: the text is kept, so it is what it was. */
export function entryOf(text: string): JournalEntry {
  return JSON.parse(text) as JournalEntry;
}

export function readEntry({ kind, payload }: JournalEntry): ReadEntry {
  if (!Object.hasOwn(JOURNAL_PAYLOADS, kind)) return { kind: 'unknown', payload: null };
  const known = kind as keyof typeof JOURNAL_PAYLOADS;
  const parsed = JOURNAL_PAYLOADS[known].safeParse(payload);
  return parsed.success ? ({ kind: known, payload: parsed.data } as Said) : { kind: 'unfit', payload: null };
}

/** Whether the till whose key this is wrote it, and nobody changed it since. Judged anew: a verdict is no proof. */
export function isSound(entry: JournalEntry, publicKey: string): boolean {
  return verifyHash(entry) && verifySignature(publicKey, entry.hash, entry.signature);
}
