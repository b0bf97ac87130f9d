import { zPullResponseAtV1 } from '@jowi/contracts/testing/wire-v1';
import type { SimRequest } from '../../../apps/api/test/sim/sim-server.ts';

/** A push as a program of wire version 1 names it; its entries are signed and stay as they are. */
export function asOldTill(request: SimRequest): SimRequest {
  if (!request.path.startsWith('/v1/sync/push') || request.body === null) return request;
  const push = JSON.parse(request.body) as { unsent?: number };
  delete push.unsent;
  return { ...request, body: JSON.stringify({ ...push, wire: 1 }) };
}

/** A pull as such a program reads it: checked against the schema of then. */
export function asOldServer(request: SimRequest, body: string): string {
  if (!request.path.startsWith('/v1/sync/pull')) return body;
  const parsed: unknown = JSON.parse(body);
  if (parsed && typeof parsed === 'object' && 'cursor' in parsed) zPullResponseAtV1.parse(parsed);
  return body;
}

/** An answer that speaks of the first half of the entries only. */
export function withoutSomeResults(body: string): string {
  const answer = JSON.parse(body) as { results?: unknown[] };
  if (!answer.results) return body;
  return JSON.stringify({ ...answer, results: answer.results.slice(0, answer.results.length >> 1) });
}
