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
