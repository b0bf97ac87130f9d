import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { SendResult } from '../provider.ts';

const zRequestStatus = z.object({
  request_id: z.string().min(1).max(200),
  delivery_status: z.object({ status: z.string() }).optional(),
});

export const zTelegramAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: zRequestStatus }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

/** What is posted to our callback: a RequestStatus. */
export const zTelegramReport = zRequestStatus;

/** Null: still on its way. */
export function readTelegramStatus(status: string | undefined): boolean | null {
  if (status === 'delivered' || status === 'read') return true;
  return status === 'expired' || status === 'revoked' ? false : null;
}

/** Their error is a word in capitals. Most mean: this phone cannot be reached by Telegram. */
export function readTelegramRefusal(error: string): SendResult {
  if (/ACCESS_TOKEN/.test(error)) return { outcome: 'down', reason: 'unauthorized' };
  if (/BALANCE/.test(error)) return { outcome: 'down', reason: 'no-money' };
  if (/FLOOD|INTERNAL|TIMEOUT/.test(error)) return { outcome: 'down', reason: 'bad-answer' };
  return { outcome: 'refused', reason: 'unreachable-person' };
}

/** Reports that are older or come from further ahead are refused: a kept one cannot be played back later. */
const MAX_AGE_MS = 15 * 60_000;
const MAX_AHEAD_MS = 60_000;

export interface SignedReport {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: string;
}

/** HMAC-SHA-256 over timestamp, line feed and the body as it came, keyed with the SHA-256 of the access token. */
export function isTelegramReport(
  { timestamp, signature, body }: SignedReport,
  token: string,
  nowMs: number,
): boolean {
  if (!timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  if (!signature || !/^[0-9a-f]{64}$/.test(signature)) return false;
  const key = createHash('sha256').update(token).digest();
  const expected = createHmac('sha256', key).update(`${timestamp}\n${body}`).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return false;
  const atMs = Number(timestamp) * 1000;
  return atMs > nowMs - MAX_AGE_MS && atMs < nowMs + MAX_AHEAD_MS;
}
