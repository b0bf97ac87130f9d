import { zProblem } from '@jowi/contracts/errors';
import { zHash } from '@jowi/contracts/scalar';
import { z } from 'zod';
import { type Contract, zDone, zNothing } from '../method.ts';

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
  head: zChainEnd,
  serverHead: zChainEnd.nullable(),
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
