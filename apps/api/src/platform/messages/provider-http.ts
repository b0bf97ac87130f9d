/** Through the whole chain a try stays shorter than the time for which a server holds a message. */
const TIMEOUT_MS = 7_000;
/** Answers of providers are a few hundred bytes; a page of some proxy in between is cut here. */
const MAX_ANSWER_BYTES = 64 * 1024;

export interface ProviderAnswer {
  readonly status: number;
  readonly text: string;
}

/** One call to a provider; null: no answer in time, or none at all. Never follows a redirect with our secrets. */
export async function askProvider(
  url: string,
  init: { method: string; headers?: Record<string, string>; body?: string | URLSearchParams },
  timeoutMs = TIMEOUT_MS,
): Promise<ProviderAnswer | null> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, text: await readSome(response) };
  } catch {
    return null;
  }
}

async function readSome(response: Response): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Undefined when it is not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
