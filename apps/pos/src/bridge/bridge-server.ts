import type { Problem } from '@jowi/contracts/errors';
import { type Contract, type Handlers, zResultOf } from './method.ts';
import { type Response, zRequest } from './wire.ts';

export type ServedDomain = { readonly contract: Contract; readonly handlers: Handlers<Contract> };
export type Log = (level: 'info' | 'warn' | 'error', message: string, details?: unknown) => void;

/** Answers one raw message of the renderer; null = the message has no id to answer to. Never throws. */
export type BridgeServer = (raw: unknown) => Promise<Response | null>;

/** Ties handlers to their contract; the types of params and values are checked here, once per domain. */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>): ServedDomain {
  return { contract, handlers: handlers as unknown as Handlers<Contract> };
}

export function createBridgeServer(domains: Readonly<Record<string, ServedDomain>>, log: Log): BridgeServer {
  return async (raw) => {
    const request = zRequest.safeParse(raw);
    if (!request.success) {
      log('warn', 'bridge: a message that is not a request', request.error.issues);
      return null;
    }
    const { id, domain, method, params } = request.data;
    const served = Object.hasOwn(domains, domain) ? domains[domain] : undefined;
    const spec = served && Object.hasOwn(served.contract, method) ? served.contract[method] : undefined;
    const handler = served?.handlers[method];
    if (!spec || !handler) {
      log('warn', `bridge: no such method ${domain}.${method}`);
      return refuse(id, { code: 'common/not-found' });
    }
    const parsed = spec.params.safeParse(params);
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.join('.') ?? '';
      return refuse(id, { code: 'common/validation', ...(field ? { field } : {}) });
    }
    try {
      const answer = zResultOf(spec).safeParse(await handler(parsed.data));
      if (answer.success) return { id, result: answer.data };
      log('error', `bridge: ${domain}.${method} answered outside its contract`, answer.error.issues);
    } catch (error) {
      log('error', `bridge: ${domain}.${method} failed`, error);
    }
    return refuse(id, { code: 'common/internal' });
  };
}

function refuse(id: number, problem: Problem): Response {
  return { id, result: { ok: false, problem } };
}
