const SECONDS = /^\d{1,9}$/;
/** The one form of date that HTTP still lets anybody write; `Date.parse` alone would take almost anything. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * How long the server wants to be left alone, in ms; undefined when it does not say so in a way that can be understood. A
 * date is compared with the answer's own: the till's clock may be wrong by years.
 */
export function readRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (text === undefined) return undefined;
  if (SECONDS.test(text)) return Number(text) * 1_000;
  const untilMs = readDateMs(text);
  if (untilMs === undefined) return undefined;
  const sentAtMs = readDateMs(headers.get('date')?.trim() ?? '') ?? nowMs;
  return Math.max(0, untilMs - sentAtMs);
}

function readDateMs(text: string): number | undefined {
  if (!HTTP_DATE.test(text)) return undefined;
  const dateMs = Date.parse(text);
  return Number.isFinite(dateMs) ? dateMs : undefined;
}
