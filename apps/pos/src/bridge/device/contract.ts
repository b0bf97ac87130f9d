import { zProblem } from '@jowi/contracts/errors';
import { zHash } from '@jowi/contracts/scalar';
import { z } from 'zod';
import { type Contract, zDone, zNothing } from '../method.ts';
import { zStatementView } from '../shift/contract.ts';

const zChainEnd = z.object({
  epoch: z.number().int(),
  seq: z.number().int().nonnegative(),
  hash: zHash,
});

const zLight = z.object({
  state: z.enum(['ok', 'busy', 'trouble']),
  /** Papers or marks still waiting. */
  queue: z.number().int().nonnegative(),
  problem: zProblem.optional(),
});

/** What both sides hold of the shift that is open, or was closed last. */
const zReconciliation = z.object({
  shiftNumber: z.number().int().positive(),
  closed: z.boolean(),
  receiptsHere: z.number().int().nonnegative(),
  statement: zStatementView.nullable(),
  /** behind: the rest is still to be sent; differs: the server does not hold what this till holds. null = nothing was said. */
  verdict: z.enum(['ok', 'behind', 'differs']).nullable(),
  /** Sales the server has not acknowledged, and when the oldest was made. */
  unsentReceipts: z.number().int().nonnegative(),
  oldestUnsentAtMs: z.number().nullable(),
});
export type ReconciliationView = z.infer<typeof zReconciliation>;

export const zDeviceState = z.object({
  paired: z.boolean(),
  terminalName: z.string(),
  storeName: z.string(),
  businessName: z.string(),
  online: z.boolean(),
  /** What stands between the till and its server, where that can be told. */
  obstacle: zProblem.nullable(),
  lastSyncAtMs: z.number().nullable(),
  /** Journal entries the server has not acknowledged. */
  unsent: z.number().int().nonnegative(),
  catalogue: z.object({
    complete: z.boolean(),
    have: z.number().int().nonnegative(),
    total: z.number().int().nonnegative().nullable(),
  }),
  fiscal: zLight,
  printer: zLight,
  /** Of the key the till signs with: whoever checks its journal compares it. */
  keyFingerprint: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  head: zChainEnd,
  serverHead: zChainEnd.nullable(),
  /** null = no shift was ever opened here. */
  reconciliation: zReconciliation.nullable(),
  /** Things a person must know and cannot fix by a click, e.g. till/copied. */
  notices: z.array(zProblem),
});
export type DeviceState = z.infer<typeof zDeviceState>;

export const deviceContract = {
  state: { params: zNothing, value: zDeviceState },
  serverUrl: { params: zNothing, value: z.string().nullable() },
  pair: {
    params: z.object({
      code: z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z0-9]{8}$/),
      serverUrl: z.url({ protocol: /^https?$/ }).max(300),
    }),
    value: zDone,
  },
} satisfies Contract;
