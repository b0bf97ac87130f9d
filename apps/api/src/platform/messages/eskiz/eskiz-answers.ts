import { z } from 'zod';
import type { FailureReason } from '../provider.ts';
import { readJson } from '../provider-http.ts';

/** auth/login and auth/refresh. */
export const zEskizToken = z.object({ data: z.object({ token: z.string().min(20) }) });

/** message/sms/send: the id is a UUID, older accounts get a number. */
export const zEskizSent = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  status: z.string().optional(),
});

/** A report of what became of a message, as JSON or as a form. */
export const zEskizReport = z.object({
  message_id: z.union([z.string(), z.number()]).transform(String).optional(),
  request_id: z.union([z.string(), z.number()]).transform(String).optional(),
  status: z.string().min(1).max(40),
});

const DELIVERED = new Set(['DELIVERED', 'DELIVRD']);
const NOT_DELIVERED = new Set([
  'NOTDELIVERED',
  'NOT_DELIVERED',
  'UNDELIVERED',
  'UNDELIV',
  'REJECTED',
  'REJECTD',
  'EXPIRED',
  'FAILED',
  'DELETED',
]);

/** Null: still on its way. */
export function readEskizStatus(status: string): boolean | null {
  const word = status.toUpperCase();
  if (DELIVERED.has(word)) return true;
  return NOT_DELIVERED.has(word) ? false : null;
}

const NO_MONEY = /balan[cs]|баланс|средств|mablag|insufficient|not enough/i;

/** Why it was refused; their words are only looked at, never kept. */
export function readEskizRefusal(text: string): FailureReason {
  const answer = readJson(text);
  const message = (answer as { message?: unknown } | undefined)?.message;
  return NO_MONEY.test(typeof message === 'string' ? message : JSON.stringify(message ?? ''))
    ? 'no-money'
    : 'rejected';
}

/** When the token ends, by its own claim; unknown: in a week. */
export function eskizTokenEndsAtMs(token: string, nowMs: number): number {
  const payload = readJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const exp = z.object({ exp: z.number().int() }).safeParse(payload);
  return exp.success ? exp.data.exp * 1000 : nowMs + 7 * 86_400_000;
}
