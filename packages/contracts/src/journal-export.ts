import { z } from 'zod';
import { zCount, zHash, zId, zTimeMs } from './scalar.ts';
import { zJournalEntry } from './sync/journal.ts';

/**
 * GET /v1/terminals/:id/journal/export: all the server holds of a till's journal, one JSON value a line, so that anybody
 * can check it with nothing but the till's public key (`npm run journal:verify`). First the header, then every entry as it
 * was received, epoch by epoch, then what was put in quarantine, at last the end line: a file without it was cut.
 */
export const JOURNAL_EXPORT_VERSION = 1;

const zPublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const zSignature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

export const zJournalExportHeader = z.looseObject({
  type: z.literal('journal'),
  version: z.literal(JOURNAL_EXPORT_VERSION),
  tenantId: zId,
  tenantName: z.string(),
  terminalId: zId,
  terminalName: z.string(),
  /** Epoch 0 is the office's: decisions about entries in quarantine, signed by the server. */
  epochs: z.array(z.looseObject({ epoch: zCount, publicKey: zPublicKey })),
  serverKey: z.looseObject({ keyId: z.string(), publicKey: zPublicKey }),
  /** All keys the server ever signed entries of epoch 0 with; each entry's payload names the one of its own. */
  officeKeys: z.array(zPublicKey),
  exportedAtMs: zTimeMs,
});
export type JournalExportHeader = z.infer<typeof zJournalExportHeader>;

/** A till's entry, or one of the office's. */
export const zExportedEntry = zJournalEntry.extend({ epoch: zCount });
export type ExportedEntry = z.infer<typeof zExportedEntry>;

export const zQuarantinedLine = z.looseObject({
  type: z.literal('quarantined'),
  reason: z.string(),
  receivedAtMs: zTimeMs,
  /** accept, re-attach, reissue, set-aside; null: nobody has decided yet. */
  decision: z.string().nullable(),
  entry: z.unknown(),
});
export type QuarantinedLine = z.infer<typeof zQuarantinedLine>;

/** What the end line says of the lines before it; `digest` is the SHA-256 of all of them, line breaks included. */
export const zJournalExportTotals = z.looseObject({
  type: z.literal('end'),
  entries: zCount,
  quarantined: zCount,
  /** Where each epoch ends. */
  heads: z.array(z.looseObject({ epoch: zCount, seq: zCount, hash: zHash })),
  digest: zHash,
  keyId: z.string(),
});
export type JournalExportTotals = z.infer<typeof zJournalExportTotals>;
/** `signature`: the server's, over the SHA-256 of the canonical JSON of all the rest of the line. */
export const zJournalExportEnd = zJournalExportTotals.extend({ signature: zSignature });
export type JournalExportEnd = z.infer<typeof zJournalExportEnd>;
