import { z } from 'zod';
import { zId, zOrdinal } from '../scalar.ts';
import { zTerminalSettings } from '../sync/pull.ts';
import { zLastNumbers } from '../sync/push.ts';

/** GET /v1/terminals. Sync state is the server's view; `journal` is what it holds of the till's chain. */
export const zTerminal = z.object({
  id: zId,
  name: z.string(),
  storeId: zId,
  storeName: z.string(),
  state: z.enum(['unpaired', 'active', 'revoked']),
  lastSeenAtMs: z.number().nullable(),
  online: z.boolean(),
  epoch: z.number().int(),
  seq: z.number().int(),
  headHash: z.string(),
  /** Of the key it signs with, as the till itself shows it; null: never paired. */
  keyFingerprint: z.string().nullable(),
  /** Entries that wait for somebody to decide. */
  quarantined: z.number().int(),
  /** What the till itself last said it still has to send. */
  unsent: z.number().int().nullable(),
});
export type Terminal = z.infer<typeof zTerminal>;
export const zTerminalList = z.object({ items: z.array(zTerminal) });
/**
 * POST /v1/terminals. Answer zTerminal. PUT /v1/terminals/:id takes the same: a new name, or another store; to another one
 * goes only a till that is there, has nothing to send and no shift open (`terminals/away`, `terminals/unsent`,
 * `terminals/shift-open`).
 */
export const zTerminalInput = z.object({ name: z.string().trim().min(1).max(60), storeId: zId });
/** POST /v1/terminals/:id/pairing-code: one use, ten minutes; an older code of this terminal dies. */
export const zPairingCode = z.object({ code: z.string(), expiresAtMs: z.number() });
/** POST /v1/terminals/:id/revoke: 204; the till locks at its next contact, one that listens at once. Paired anew it is back. */

/** POST /v1/terminals/pair (no sign-in: the code is the right to it). publicKey: raw Ed25519, base64url. */
export const zPairRequest = z.object({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{8}$/),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** Which terminal this till is already: the code of another one is refused before anything is bound to it. */
  terminalId: zId.optional(),
});
export type PairRequest = z.infer<typeof zPairRequest>;
export const zPairResponse = z.object({
  epoch: zOrdinal,
  lastNumbers: zLastNumbers,
  settings: zTerminalSettings,
  serverTimeMs: z.number(),
});
export type PairResponse = z.infer<typeof zPairResponse>;
