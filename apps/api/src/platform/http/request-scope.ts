import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import type { Person, TerminalIdentity } from '../auth/access.ts';

const MAX_DEVICE_LENGTH = 300;

/** What is known of the request that is being served, wherever one is in the code that serves it. */
export interface RequestScope {
  readonly requestId: string;
  readonly ip: string;
  /** The user agent, as it names itself. */
  readonly device: string | null;
  /** Set by the guard; by signing in on the routes that do that. */
  person?: Person;
  terminal?: TerminalIdentity;
}

declare module 'fastify' {
  interface FastifyRequest {
    scope: RequestScope;
  }
}

const storage = new AsyncLocalStorage<RequestScope>();

/** Undefined outside a request: jobs, the seed, most tests. */
export function findRequestScope(): RequestScope | undefined {
  return storage.getStore();
}

export function runInRequestScope<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work);
}

export function registerRequestScope(server: FastifyInstance): void {
  server.decorateRequest('scope', null as never);
  server.addHook('onRequest', (request, _reply, done) => {
    request.scope = {
      requestId: request.id,
      ip: request.ip,
      device: request.headers['user-agent']?.slice(0, MAX_DEVICE_LENGTH) ?? null,
    };
    storage.run(request.scope, done);
  });
  // A body arrives in the socket's own context: whatever comes after it is put back into the request's.
  server.addHook('preValidation', (request, _reply, done) => storage.run(request.scope, done));
}
