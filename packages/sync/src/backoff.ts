/** A number in [0, 1). */
export type Random = () => number;

export type BackoffBounds = { baseMs: number; maxMs: number };

export const DEFAULT_BACKOFF: BackoffBounds = { baseMs: 500, maxMs: 60_000 };

/**
 * How long to wait after `failures` (1 = the first) in a row: exponential with full jitter. Anything from zero
 * to the bound, so that five hundred tills coming back from one outage do not come back in one second.
 */
export function backoffDelayMs(
  failures: number,
  random: Random,
  bounds: BackoffBounds = DEFAULT_BACKOFF,
): number {
  // Beyond 2^30 the bound has long been reached; the exponent is cut so that it stays a number.
  const ceilingMs = Math.min(bounds.maxMs, bounds.baseMs * 2 ** Math.min(Math.max(failures - 1, 0), 30));
  return Math.floor(random() * ceilingMs);
}

/** The longest a server's Retry-After is believed: a mistake of some gateway must not silence a till for a day. */
export const MAX_RETRY_AFTER_MS = 5 * 60_000;

/**
 * The wait after `failures` in a row when the server may have said how long it wants to be left alone. Never shorter than
 * asked (within the bound), and always spread, over half as much again at first and over twice the time later: those who
 * were told the same second do not come in the same second. Not longer either, for it knows its crowd best.
 */
export function retryDelayMs(
  failures: number,
  askedMs: number | undefined,
  random: Random,
  bounds: BackoffBounds = DEFAULT_BACKOFF,
): number {
  if (askedMs === undefined || !(askedMs > 0)) return backoffDelayMs(failures, random, bounds);
  const heededMs = Math.ceil(Math.min(askedMs, MAX_RETRY_AFTER_MS));
  const baseMs = Math.max(bounds.baseMs, heededMs / 2);
  return heededMs + backoffDelayMs(failures, random, { baseMs, maxMs: Math.max(baseMs, heededMs) });
}
