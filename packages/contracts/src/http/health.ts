import { z } from 'zod';

/** GET /health (the process lives) and GET /ready (it can serve: database reachable, migrations in place; else 503). */
export const zHealth = z.object({ status: z.literal('ok') });
/** GET /v1/sync/time: for a till, to see whether it is known here and how late it is; reads nothing. */
export const zServerTime = z.object({ serverTimeMs: z.number() });
export const zReady = z.object({
  status: z.enum(['ok', 'unavailable']),
  checks: z.record(z.string(), z.boolean()),
});
