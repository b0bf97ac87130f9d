import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../errors/problem-error.ts';
import { countKeys, countKeysIn, findRepeatedKey, findUnkeepable } from './json-text.ts';
import { keepsRawBody, RAW_BODY_BYTES } from './raw-body.ts';
import { AddRouteConfig } from './route-config.ts';

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
    { parseAs: 'buffer', bodyLimit: JSON_BODY_BYTES },
    (request, bytes: Buffer, done) => {
      if (!isUtf8(bytes)) return done(new ProblemError('common/validation', { status: 400 }));
      const body = bytes.toString();
      if (keepsRawBody(request)) {
        request.rawBody = body;
        return done(null, undefined);
      }
      // A POST without a body may still name a media type.
      if (body.length === 0) return done(null, undefined);
      if (isAnonymous(request) && bytes.length > ANONYMOUS_BODY_BYTES)
        return done(new ProblemError('common/too-large'));
      parse(request, body, (error, value) =>
        error ? done(error) : done(faultOf(body, value, takesAnyText(request)), value),
      );
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
    const { headers, raw } = request;
    const bytes = Number(headers['content-length'] ?? 0);
    if (bytes > ANONYMOUS_BODY_BYTES && isAnonymous(request))
      return done(new ProblemError('common/too-large'));
    const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1];
    const isForeign = charset !== undefined && !/^utf-?8$/i.test(charset);
    if (isForeign || headers['content-encoding'] !== undefined)
      return done(new ProblemError('common/validation', { status: 415 }));
    done(raw.url?.includes('%00') ? new ProblemError('common/validation', { status: 400 }) : undefined);
  });
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

function isAnonymous({ headers: { authorization, cookie } }: FastifyRequest): boolean {
  return authorization === undefined && cookie === undefined;
}

/** What the parser lets through and nobody should send. */
function faultOf(body: string, value: unknown, isAnyText: boolean): ProblemError | null {
  const keys = countKeysIn(value, MAX_DEPTH);
  if (keys === null) return new ProblemError('common/validation', { status: 400 });
  // The parser takes the last of two equal names; somebody on the way might have read the first.
  const repeated = countKeys(body) === keys ? null : findRepeatedKey(body);
  if (repeated !== null) return refusalOf(repeated, 400);
  const unkeepable = isAnyText ? null : findUnkeepable(body, value);
  return unkeepable === null ? null : refusalOf(unkeepable, 422);
}

function refusalOf(field: string, status: number): ProblemError {
  return new ProblemError('common/validation', {
    status,
    field,
    details: [{ code: 'common/validation', field }],
  });
}

const ANY_TEXT = { takesAnyText: true } as const;

/** Of a route that keeps what it gets to the letter: a till's journal is signed as it is. */
export const TakesAnyText = () => AddRouteConfig(ANY_TEXT);

function takesAnyText({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as Partial<typeof ANY_TEXT>).takesAnyText === true;
}
