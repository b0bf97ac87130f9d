import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../errors/problem-error.ts';
import { keepsRawBody, RAW_BODY_BYTES } from './raw-body.ts';

/** Deeper than any message of ours; a till's payload is about six levels. */
const MAX_DEPTH = 64;
/** Bodies that come without credentials may not be large: nobody unknown makes us parse megabytes. */
const ANONYMOUS_BODY_BYTES = 64 * 1024;
export const JSON_BODY_BYTES = 4 * 1024 * 1024;
export const CSV_BODY_BYTES = 10 * 1024 * 1024;

/** JSON as a bounded tree, CSV as the bytes it came in; a form for webhooks only; any other media type is refused with 415. */
export function registerBodyParsers(server: FastifyInstance): void {
  // 'error': a key __proto__ or constructor.prototype is a 400.
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: JSON_BODY_BYTES },
    (request, body, done) => {
      if (keepsRawBody(request)) {
        request.rawBody = body as string;
        done(null, undefined);
        return;
      }
      // A POST without a body may still name a media type.
      if (body.length === 0) {
        done(null, undefined);
        return;
      }
      parse(request, body as string, (error, value) => {
        if (error) done(error);
        else if (isDeeperThan(value, MAX_DEPTH)) done(new ProblemError('common/validation', { status: 400 }));
        else done(null, value);
      });
    },
  );
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: RAW_BODY_BYTES },
    (request, body, done) => {
      if (!keepsRawBody(request)) {
        done(new ProblemError('common/validation', { status: 415 }));
        return;
      }
      request.rawBody = body as string;
      done(null, undefined);
    },
  );
  server.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer', bodyLimit: CSV_BODY_BYTES },
    (_request, body, done) => done(null, body),
  );
  server.addHook('onRequest', (request, _reply, done) => {
    const { authorization, cookie } = request.headers;
    const isAnonymous = authorization === undefined && cookie === undefined;
    const bytes = Number(request.headers['content-length'] ?? 0);
    done(isAnonymous && bytes > ANONYMOUS_BODY_BYTES ? new ProblemError('common/too-large') : undefined);
  });
}

function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeperThan(item, limit - 1));
  for (const key in value) {
    if (isDeeperThan((value as Record<string, unknown>)[key], limit - 1)) return true;
  }
  return false;
}
