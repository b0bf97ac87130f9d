import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const PREFLIGHT_SECONDS = 600;

/**
 * The back office's own origins may call from a page; to every other one the browser says no. It comes through its own
 * server, so that is for installations whose API has an address of its own.
 */
export function registerCors(server: FastifyInstance, origins: readonly string[]): void {
  const allowed = new Set(origins);
  void server.register(fastifyCors, {
    // Not a list: the library would promise credentials to everybody else as well.
    origin: (origin, answer) => answer(null, origin !== undefined && allowed.has(origin)),
    credentials: true,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['content-type', 'accept-language'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: PREFLIGHT_SECONDS,
  });
}
