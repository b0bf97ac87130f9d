import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { AddRouteConfig } from './route-config.ts';

const CONFIG = { endsWithServer: true } as const;

/** For a route whose answer has no end of its own: it is ended when the server stops, so that it does not hold it up. */
export const EndsWithServer = () => AddRouteConfig(CONFIG);

/** Whoever listens connects again, to us or to the next server. */
export function endStreamsOnClose(server: FastifyInstance): void {
  const open = new Set<ServerResponse>();
  server.addHook('onRequest', ({ routeOptions }, { raw }, done) => {
    if ((routeOptions.config as Partial<typeof CONFIG>).endsWithServer) {
      open.add(raw);
      raw.once('close', () => open.delete(raw));
    }
    done();
  });
  server.addHook('preClose', (done) => {
    for (const answer of open) answer.end();
    done();
  });
}
