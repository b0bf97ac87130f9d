import { z } from 'zod';
import { zId } from '../scalar.ts';

/** A message of the demo: shown on a page instead of being sent. */
export const zDevMessage = z.object({
  id: zId,
  to: z.string(),
  text: z.string(),
  /** The one-time code in it. */
  code: z.string().nullable(),
  atMs: z.number().int(),
});
export type DevMessage = z.infer<typeof zDevMessage>;

export const zDevMessagesQuery = z.object({ to: z.string().max(200).optional() });
/** Newest first. */
export const zDevMessages = z.object({ items: z.array(zDevMessage) });
