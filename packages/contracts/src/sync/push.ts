import { z } from 'zod';
import { zWireProblem } from '../errors.ts';
import { zCount, zOrdinal } from '../scalar.ts';
import { zChainHead, zJournalEntry } from './journal.ts';
import { zWireVersion } from './wire.ts';

export const PUSH_MAX_ENTRIES = 100;

/** Entries of one epoch in ascending seq. Repeating a push is always safe and answers the same. */
export const zPushRequest = z.object({
  wire: zWireVersion,
  entries: z.array(zJournalEntry).min(1).max(PUSH_MAX_ENTRIES),
  /** What the till will still have to send after this batch. */
  unsent: zCount.optional(),
});
export type PushRequest = z.infer<typeof zPushRequest>;

/**
 * accepted: stored and posted, now or earlier (a replay answers the same).
 * quarantined: stored as received, not posted, shown to a person with the reason; the till moves on.
 * rejected: not stored (a gap before it: send the missing entries first).
 */
export const zPushResult = z.object({
  seq: zOrdinal,
  status: z.enum(['accepted', 'quarantined', 'rejected']),
  problem: zWireProblem.optional(),
});
export type PushResult = z.infer<typeof zPushResult>;

export const zPushResponse = z.object({
  results: z.array(zPushResult),
  /** The server's end of this terminal's chain after this push. */
  head: zChainHead,
  serverTimeMs: z.number(),
});
export type PushResponse = z.infer<typeof zPushResponse>;

/**
 * The highest numbers the server holds of this terminal, 0 = none. A till on a restored or another disk goes on above
 * them: a number stands on one paper only.
 */
export const zLastNumbers = z.object({ receipt: zCount, shift: zCount });
export type LastNumbers = z.infer<typeof zLastNumbers>;

/** POST /v1/sync/epoch: a till whose chain forked (copied or restored disk) starts a new one. */
export const zNewEpochResponse = z.object({ epoch: zOrdinal, lastNumbers: zLastNumbers });
export type NewEpochResponse = z.infer<typeof zNewEpochResponse>;
