import { z } from 'zod';
import { zId } from '../scalar.ts';

/** What the screen that asks for a code keeps while it waits for the person. */
export const zCodeRequested = z.object({
  requestId: zId,
  expiresAtMs: z.number().int(),
  /** Before this another request for the same phone is refused. */
  resendAtMs: z.number().int(),
});
export type CodeRequested = z.infer<typeof zCodeRequested>;

/**
 * GET /v1/codes/{requestId}: how the message fares, of a registration or an invitation. delayed: a try failed, more
 * follow; failed: ask for another code.
 */
export const zCodeDelivery = z.object({ state: z.enum(['on-its-way', 'delayed', 'sent', 'failed']) });
export type CodeDelivery = z.infer<typeof zCodeDelivery>;
