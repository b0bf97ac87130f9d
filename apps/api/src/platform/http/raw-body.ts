import type { FastifyRequest } from 'fastify';
import { AddRouteConfig } from './route-config.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, of a route with KeepsRawBody. */
    rawBody?: string;
  }
}

const CONFIG = { keepsRawBody: true } as const;

/** Of a webhook: who signed it signed the bytes, not what a parser makes of them. */
export const RAW_BODY_BYTES = 32 * 1024;

/** The route gets `request.rawBody` and no parsed body; also of a form, which no other route takes. */
export const KeepsRawBody = () => AddRouteConfig(CONFIG);

export function keepsRawBody({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as Partial<typeof CONFIG>).keepsRawBody === true;
}
