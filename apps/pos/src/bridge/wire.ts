import { z } from 'zod';

/**
 * The envelopes, the same over Electron IPC and over the kiosk's WebSocket. They are checked before
 * the domain's own schema is even looked up.
 */
export const zRequest = z.strictObject({
  id: z.number().int().nonnegative(),
  domain: z.string().max(40),
  method: z.string().max(40),
  params: z.unknown(),
});
export type Request = z.infer<typeof zRequest>;

export const zResponse = z.strictObject({ id: z.number().int().nonnegative(), result: z.unknown() });
export type Response = z.infer<typeof zResponse>;

/** Signals carry no figures: whoever cares asks again, so a missed signal can never leave a wrong number. */
export const zEvent = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('device-changed') }),
  z.strictObject({ event: z.literal('cart-changed') }),
  z.strictObject({ event: z.literal('catalogue-changed') }),
  z.strictObject({ event: z.literal('receipt-changed') }),
  z.strictObject({ event: z.literal('session-changed') }),
]);
export type BridgeEvent = z.infer<typeof zEvent>;
export type EventName = BridgeEvent['event'];

export const EVENT_NAMES = [
  'device-changed',
  'cart-changed',
  'catalogue-changed',
  'receipt-changed',
  'session-changed',
] as const satisfies readonly EventName[];

/** No message of the till is near this; a longer one is refused unread. */
export const MAX_MESSAGE_BYTES = 1_000_000;
