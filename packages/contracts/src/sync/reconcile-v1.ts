import { z } from 'zod';
import { zCount, zId, zOrdinal, zTimeMs, zTiyin } from '../scalar.ts';
import { zChainHead } from './journal.ts';
import { zWireVersion } from './wire.ts';

/** An Ed25519 signature, base64url. */
const zSignature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/** What the server signs with. `publicKey`: raw Ed25519, base64url; `keyId` follows from it. */
export const zServerKey = z.looseObject({
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type ServerKeyFeed = z.infer<typeof zServerKey>;

/** A shift as the till holds it: the fold of its own receipts, whether they were sent or not. */
export const zShiftFigures = z.looseObject({
  shiftId: zId,
  shiftNumber: zOrdinal,
  /** The Z has been drawn. */
  closed: z.boolean(),
  receiptCount: zCount,
  totalTiyin: zTiyin,
  vatTiyin: zTiyin,
  firstReceiptNumber: zOrdinal.nullable(),
  lastReceiptNumber: zOrdinal.nullable(),
});
export type ShiftFigures = z.infer<typeof zShiftFigures>;

/**
 * POST /v1/sync/reconcile: what the till believes of itself, to be compared with what the server holds. Asked after the
 * outbox has drained, and once a shift is closed. Changes no fact; an older server answers 404.
 */
export const zReconcileRequest = z.looseObject({
  wire: zWireVersion,
  /** Names this question; the statement repeats it, so that an old answer cannot pass as a new one. */
  claimId: zId,
  /** The end of the till's own chain, sent or not. */
  head: zChainHead,
  /** Entries in the journal of that epoch. */
  entries: zCount,
  /** Entries the server has not acknowledged, of any epoch. */
  unsent: zCount,
  /** When the oldest sale among them was made; null = there is none. */
  oldestUnsentAtMs: zTimeMs.nullable(),
  /** null = nothing was sold here yet. */
  shift: zShiftFigures.nullable(),
});
export type ReconcileRequest = z.infer<typeof zReconcileRequest>;

/**
 * Why a statement does not agree. Open words: a till that meets another treats it as a difference.
 * behind: the claimed head lies beyond the end held; the rest is still to be sent.
 * head: the claimed head is not on the chain held.
 * entries: the till's journal has not as many entries as its head says.
 * epoch: the terminal speaks from a newer epoch already; this is another disk of it.
 * backwards: the same chain was told of further, or otherwise, than it is claimed now: a restored disk. A new epoch is due.
 * lost: something this terminal once told of never came, and its chain goes on without it.
 * shift-unknown: this terminal has no such shift in the books.
 * figures: receipts, sums or numbers of the shift differ.
 * closing: open on one side and closed on the other, or its closing entry disagrees with the receipts held.
 */
export const DISAGREEMENTS = [
  'behind',
  'head',
  'entries',
  'epoch',
  'backwards',
  'lost',
  'shift-unknown',
  'figures',
  'closing',
] as const;
export type Disagreement = (typeof DISAGREEMENTS)[number];

export const MISSING_MAX_RANGES = 50;

/**
 * What the server holds of a shift of one terminal, signed: hash = sha256 hex over the RFC 8785 JSON of everything here but
 * `signature`, which is Ed25519 over the 32 bytes of that hash.
 */
export const zStatementV1 = z.looseObject({
  terminalId: zId,
  claimId: zId,
  shiftId: zId.nullable(),
  shiftNumber: zOrdinal.nullable(),
  receiptsClaimed: zCount,
  receiptsHeld: zCount,
  totalTiyinHeld: zTiyin,
  vatTiyinHeld: zTiyin,
  firstReceiptNumber: zOrdinal.nullable(),
  lastReceiptNumber: zOrdinal.nullable(),
  /** Numbers between the first and the last claimed that are not held, as [from, to]. */
  missing: z.array(z.tuple([zOrdinal, zOrdinal])).max(MISSING_MAX_RANGES),
  /** Entries of the shift that wait in quarantine, of forks too; without a shift those of the terminal. */
  quarantined: zCount,
  /** The end of the chain held, of the epoch the till claimed. */
  head: zChainHead,
  /** The claimed head has its place on it. */
  headAgrees: z.boolean(),
  agrees: z.boolean(),
  /** Entries of DISAGREEMENTS; empty when it agrees. */
  disagreements: z.array(z.string().max(40)).max(20),
  /** The server's clock. */
  atMs: zTimeMs,
  keyId: zServerKey.shape.keyId,
  signature: zSignature,
});
export type StatementV1 = z.infer<typeof zStatementV1>;
