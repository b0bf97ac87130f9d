import type { KeyObject } from 'node:crypto';
import type { Problem } from '@jowi/contracts/errors';
import { signAssertion } from '@jowi/sync/assertion';
import { z } from 'zod';
import { isErrorCode } from '../result.ts';
import type { TillContext } from '../till-context.ts';
import { readJson } from './bounded-body.ts';
import { obstacleOf, strangerOf } from './obstacle.ts';
import { readRetryAfterMs } from './retry-after.ts';

/** Why a request brought nothing; the same kinds the push and pull machines know. */
export type ApiFailure =
  /**
   * `retryAfterMs`: somebody is there and asks to be left alone for so long. `obstacle`: what is in between, where that
   * can be told.
   */
  | { kind: 'unreachable'; retryAfterMs?: number; obstacle?: Problem | null }
  | { kind: 'clock' }
  | { kind: 'revoked'; problem: Problem }
  | { kind: 'refused'; problem: Problem; status: number };

export type ApiAnswer<T> = { ok: true; value: T } | { ok: false; failure: ApiFailure };

/** Looser than the contract: a newer server may know codes this till does not. */
const zAnyErrorBody = z.object({
  error: z.looseObject({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    serverTimeMs: z.number().optional(),
  }),
});

const REQUEST_TIMEOUT_MS = 20_000;
/** A full pull is well under a megabyte of rows a kind; whoever sends more than this is not our server. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const MAX_ERROR_BYTES = 256 * 1024;
/** Gateways say these when the server behind them is away: no different from no answer. */
const AWAY: readonly number[] = [408, 425, 429, 502, 503, 504];

/** `once`: doing it twice is not the same, and the server takes an assertion for it once. */
type Call = {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  once?: boolean;
  /** What the answer is made of, JSON unless said otherwise; anything else comes from somebody in between. */
  mediaType?: 'text/event-stream' | 'application/x-ndjson';
};

/** An assertion serves for so long, a third of its life: the server checks its signature the first time only. */
const ASSERTION_USE_MS = 20_000;

const notOurs: ApiAnswer<never> = {
  ok: false,
  failure: { kind: 'unreachable', obstacle: { code: 'till/server-foreign' } },
};

/** One request to the server, signed by the till, its answer parsed. Never throws. */
export class ApiClient {
  readonly #till: TillContext;
  #signed: { token: string; by: KeyObject; terminalId: string; atMs: number } | null = null;

  constructor(till: TillContext) {
    this.#till = till;
  }

  async request<T>(call: Call, schema: z.ZodType<T>): Promise<ApiAnswer<T>> {
    const abort = new AbortController();
    const cancelTimeout = this.#till.scheduler(() => abort.abort(), REQUEST_TIMEOUT_MS);
    try {
      const opened = await this.open(call, abort.signal);
      if (!opened.ok) return opened;
      const parsed = schema.safeParse(await readJson(opened.value, MAX_ANSWER_BYTES));
      if (parsed.success) return { ok: true, value: parsed.data };
      this.#till.log('warn', 'the server answered in an unknown shape', { path: call.path });
      return notOurs;
    } catch (error) {
      return { ok: false, failure: { kind: 'unreachable', obstacle: obstacleOf(error) } };
    } finally {
      cancelTimeout();
    }
  }

  /** The open response of a stream; the caller reads the body and sees to its end. */
  async open(call: Call, signal: AbortSignal): Promise<ApiAnswer<Response>> {
    const { meta, http } = this.#till;
    const { serverUrl } = meta.getIdentity();
    if (call.once) this.#signed = null;
    const headers: Record<string, string> = { authorization: `Bearer ${this.#assertion()}` };
    if (call.body !== undefined) headers['content-type'] = 'application/json';
    try {
      // Nowhere else: what the till signs is for this server only.
      const init = { method: call.method, headers, signal, redirect: 'manual' } as const;
      const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
      const response = await http(`${serverUrl}${call.path}`, { ...init, ...body });
      const obstacle = strangerOf(response, call.mediaType ?? 'application/json');
      if (obstacle) {
        await response.body?.cancel();
        return { ok: false, failure: { kind: 'unreachable', obstacle } };
      }
      return response.ok
        ? { ok: true, value: response }
        : { ok: false, failure: await this.#failureOf(response) };
    } catch (error) {
      return { ok: false, failure: { kind: 'unreachable', obstacle: obstacleOf(error) } };
    }
  }

  #assertion(): string {
    const { meta, trusted, newId, keys } = this.#till;
    const { terminalId, tenantId } = meta.getIdentity().settings;
    const by = keys.privateKey;
    const nowMs = trusted.now();
    const known = this.#signed;
    const ageMs = nowMs - (known?.atMs ?? 0);
    // Below zero: the clock was put right meanwhile.
    const serves = ageMs >= 0 && ageMs < ASSERTION_USE_MS;
    if (known && serves && known.by === by && known.terminalId === terminalId) return known.token;
    const token = signAssertion({ terminalId, tenantId, nowMs, jti: newId() }, by);
    this.#signed = { token, by, terminalId, atMs: nowMs };
    return token;
  }

  async #failureOf(response: Response): Promise<ApiFailure> {
    if (AWAY.includes(response.status)) {
      await response.body?.cancel();
      const retryAfterMs = readRetryAfterMs(response.headers, this.#till.trusted.now());
      return { kind: 'unreachable', ...(retryAfterMs !== undefined && { retryAfterMs }) };
    }
    if (response.status === 401) this.#signed = null;
    const { problem, serverTimeMs } = await readProblem(response);
    if (problem.code === 'auth/assertion-time' && serverTimeMs !== undefined) {
      this.#till.trusted.learn(serverTimeMs);
      return { kind: 'clock' };
    }
    if (problem.code === 'auth/terminal-revoked') return { kind: 'revoked', problem };
    return { kind: 'refused', problem, status: response.status };
  }
}

/** What a non-2xx answer says, in codes this till has words for; `till/server-foreign` for what our server never says. */
export async function readProblem(response: Response): Promise<{ problem: Problem; serverTimeMs?: number }> {
  const body = zAnyErrorBody.safeParse(await readJson(response, MAX_ERROR_BYTES).catch(() => null));
  if (!body.success) return { problem: { code: 'till/server-foreign' } };
  const { code, params, serverTimeMs } = body.data.error;
  const problem: Problem = isErrorCode(code)
    ? { code, ...(params ? { params } : {}) }
    : { code: 'common/unavailable' };
  return serverTimeMs === undefined ? { problem } : { problem, serverTimeMs };
}
