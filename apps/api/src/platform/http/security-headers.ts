import type { FastifyInstance } from 'fastify';

export const SECURITY_HEADERS: readonly (readonly [string, string])[] = Object.entries({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
});

/** On every answer, also a refused one and one that streams. A route may set its own value, as the API's documentation does. */
export function registerSecurityHeaders(server: FastifyInstance): void {
  const all = Object.fromEntries(SECURITY_HEADERS);
  // At once and not when an answer is sent: server-sent events are written past Fastify, with what is set by then.
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(all).header('x-request-id', request.id);
    done();
  });
}
