import { z } from 'zod';
import { zCount, zHash, zId, zOrdinal } from '../scalar.ts';
import { zApprovalV1 } from './approval-v1.ts';
import { zFiscalisedV1 } from './fiscal-v1.ts';
import { zSaleV1 } from './sale-v1.ts';
import { zShiftClosedV1, zShiftOpenedV1 } from './shift-v1.ts';

/** Payload schema of every kind of journal entry. A name never changes its meaning: a new shape is a V2. */
export const JOURNAL_PAYLOADS = {
  SaleV1: zSaleV1,
  ShiftOpenedV1: zShiftOpenedV1,
  ShiftClosedV1: zShiftClosedV1,
  FiscalisedV1: zFiscalisedV1,
  ApprovalV1: zApprovalV1,
} as const;
export type JournalKind = keyof typeof JOURNAL_PAYLOADS;
export type JournalPayload<K extends JournalKind> = z.infer<(typeof JOURNAL_PAYLOADS)[K]>;

/** prevHash of the first entry of an epoch. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * One signed link of a till's chain. `payload` stays unparsed here: an entry of an unknown kind or a
 * broken payload is still stored and quarantined, not lost.
 * hash = sha256 over RFC 8785 JSON of {terminalId, epoch, seq, kind, payload, prevHash};
 * signature = Ed25519 over the 32 bytes of hash, base64url.
 */
export const zJournalEntry = z.object({
  terminalId: zId,
  epoch: zOrdinal,
  seq: zOrdinal,
  kind: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/),
  payload: z.record(z.string(), z.unknown()),
  prevHash: zHash,
  hash: zHash,
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type JournalEntry = z.infer<typeof zJournalEntry>;

/** Where one side's chain ends: the last gapless entry held. seq 0 with GENESIS_HASH = nothing yet. */
export const zChainHead = z.object({
  epoch: zOrdinal,
  seq: zCount,
  hash: zHash,
});
export type ChainHead = z.infer<typeof zChainHead>;
