import { zErrorBody } from '@jowi/contracts/errors';
import type { z } from 'zod';
import { ApiError } from './api-error.ts';

export type Call = {
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, with its own type: a CSV file keeps its encoding. */
  raw?: { body: Blob; contentType: string };
  signal?: AbortSignal | undefined;
};

/**
 * One call to the API. The answer is parsed with the contract's schema: a server that breaks its word is
 * `common/internal` here and not `undefined` three screens later. Throws `ApiError`, nothing else
 * (but an aborted call, which stays an AbortError).
 */
export async function call<S extends z.ZodType>(schema: S, request: Call): Promise<z.infer<S>> {
  const response = await send(request);
  const body = await readJson(response);
  if (!response.ok) throw refusal(response.status, body);
  return parsed(schema, body, response.status);
}

/** A call whose answer has no body worth reading (204). */
export async function callForNothing(request: Call): Promise<void> {
  const response = await send(request);
  if (!response.ok) throw refusal(response.status, await readJson(response));
}

/** As `call`, where a 422 carries the same report as a 200 (the import that found mistakes). */
export async function callForReport<S extends z.ZodType>(schema: S, request: Call): Promise<z.infer<S>> {
  const response = await send(request);
  const body = await readJson(response);
  if (response.ok) return parsed(schema, body, response.status);
  const report = response.status === 422 ? schema.safeParse(body) : null;
  if (report?.success) return report.data;
  throw refusal(response.status, body);
}

async function send({ method = 'GET', path, json, raw, signal }: Call): Promise<Response> {
  const contentType = raw?.contentType ?? (json === undefined ? null : 'application/json');
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(contentType ? { 'content-type': contentType } : {}) },
      body: raw?.body ?? (json === undefined ? null : JSON.stringify(json)),
      signal: signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, { code: 'common/offline' });
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parsed<S extends z.ZodType>(schema: S, body: unknown, status: number): z.infer<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  console.error('an answer broke the contract', result.error.issues);
  throw new ApiError(status, { code: 'common/internal' });
}

/** An answer that is not ours (a proxy's page, an old server's code) still becomes a known code. */
function refusal(status: number, body: unknown): ApiError {
  const known = zErrorBody.safeParse(body);
  if (known.success) {
    const { code, params, field, details, requestId } = known.data.error;
    return new ApiError(
      status,
      { code, ...(params ? { params } : {}), ...(field ? { field } : {}) },
      details ?? [],
      requestId,
    );
  }
  if (status === 401) return new ApiError(status, { code: 'auth/required' });
  if (status === 403) return new ApiError(status, { code: 'auth/forbidden' });
  if (status === 404) return new ApiError(status, { code: 'common/not-found' });
  if (status === 413) return new ApiError(status, { code: 'common/too-large' });
  if (status === 429) return new ApiError(status, { code: 'common/too-many-requests' });
  return new ApiError(status, { code: status >= 500 ? 'common/unavailable' : 'common/internal' });
}
