import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { Config } from '../config/config.ts';

/** Structured lines, one per answer. Headers, bodies and query strings are never logged: they hold secrets and names. */
export function logOptions(level: Config['logLevel']): FastifyServerOptions['logger'] {
  if (level === 'silent') return false;
  return {
    level,
    base: { app: 'api' },
    redact: { paths: ['req.headers', 'err.parameters', 'err.detail', 'err.where'], remove: true },
    serializers: { req: (request) => ({ method: request.method, route: request.routeOptions?.url }) },
  };
}

export function registerAnswerLog(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? '(none)',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        tenantId: request.person?.tenantId ?? request.terminal?.tenantId,
      },
      'answered',
    );
    done();
  });
}
