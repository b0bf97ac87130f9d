import { zPairRequest } from '@jowi/contracts/http/terminals';
import { zPullQuery, zSnapshotQuery } from '@jowi/contracts/sync/pull';
import { zPushRequest } from '@jowi/contracts/sync/push';
import { zReconcileRequest } from '@jowi/contracts/sync/reconcile-v1';
import type { z } from 'zod';
import { answerProblem } from '../../src/platform/errors/problem.filter.ts';
import { ProblemError } from '../../src/platform/errors/problem-error.ts';
import { validationError } from '../../src/platform/errors/validation.pipe.ts';
import { runInRequestScope } from '../../src/platform/http/request-scope.ts';
import type { ServerProcess } from './server-process.ts';
import type { SimRequest, SimResponse } from './sim-server.ts';

const ADDRESS = '127.0.0.1';
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** The controllers of a till's requests without HTTP: the same checks in the same order, refusals by the same filter. */
export async function answer(
  process: ServerProcess,
  request: SimRequest,
  requestId: string,
  atFailure: (error: unknown) => void,
): Promise<SimResponse> {
  const scope = { requestId, ip: ADDRESS, device: request.headers['user-agent'] ?? null };
  try {
    return await runInRequestScope(scope, () => serve(process, request));
  } catch (error) {
    return problemAnswer(error, requestId, atFailure);
  }
}

async function serve(process: ServerProcess, request: SimRequest): Promise<SimResponse> {
  const url = new URL(request.path, 'http://server');
  const query = Object.fromEntries(url.searchParams);
  const route = `${request.method} ${url.pathname}`;
  if (route === 'POST /v1/terminals/pair')
    return json(await process.pair.execute(parse(zPairRequest, readBody(request)), ADDRESS));
  if (!TILL_ROUTES.has(route)) throw new ProblemError('common/not-found');

  // Who asks is known before anything of the body is read.
  const { terminal, assertion } = await process.assertions.authenticate(request.headers.authorization);
  const body = readBody(request);
  switch (route) {
    case 'POST /v1/sync/push':
      return json(await process.push.execute(terminal, parse(zPushRequest, body)));
    case 'POST /v1/sync/reconcile':
      return json(await process.reconcile.execute(terminal, parse(zReconcileRequest, body)));
    case 'POST /v1/sync/epoch':
      return json(await process.epoch.execute(terminal, assertion));
    case 'GET /v1/sync/pull':
      return json(await process.pull.execute(terminal, parse(zPullQuery, query)));
    case 'GET /v1/sync/time':
      return json({ serverTimeMs: process.clock.nowMs() });
    default: {
      const { base, after } = parse(zSnapshotQuery, query);
      const wanted = { ...(base !== undefined && { base }), ...(after !== undefined && { after }) };
      let lines = '';
      for await (const part of process.snapshot.execute(terminal, wanted)) lines += part;
      return {
        status: 200,
        headers: { 'content-type': 'application/x-ndjson; charset=utf-8' },
        body: lines,
      };
    }
  }
}

const TILL_ROUTES: ReadonlySet<string> = new Set([
  'POST /v1/sync/push',
  'POST /v1/sync/epoch',
  'POST /v1/sync/reconcile',
  'GET /v1/sync/pull',
  'GET /v1/sync/time',
  'GET /v1/sync/snapshot',
]);

function readBody({ body }: SimRequest): unknown {
  if (body === null || body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new ProblemError('common/validation', { status: 400 });
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw validationError(parsed.error.issues);
  return parsed.data;
}

function json(body: unknown): SimResponse {
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify(body) };
}

/** Through the real filter, with as much of Fastify as it touches. */
function problemAnswer(error: unknown, requestId: string, atFailure: (error: unknown) => void): SimResponse {
  const answered = { status: 500, headers: {} as Record<string, string>, body: '' };
  const reply = {
    raw: { headersSent: false },
    hasHeader: () => true,
    header: (name: string, value: string) => {
      answered.headers[name] = value;
      return reply;
    },
    status: (status: number) => {
      answered.status = status;
      return reply;
    },
    send: (body: unknown) => {
      answered.body = JSON.stringify(body);
    },
  };
  const request = { id: requestId, log: { error: ({ err }: { err: unknown }) => atFailure(err) } };
  answerProblem(error, request as never, reply as never);
  return answered;
}
