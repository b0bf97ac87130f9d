import type { ErrorBody } from '@jowi/contracts/errors';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SECURITY_HEADERS } from '../http/security-headers.ts';
import { ProblemError } from './problem-error.ts';

/** The one place where a failure becomes an answer: a code, never a stack or a word of the database. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Also the error handler of Fastify itself: bodies that do not parse never reach a controller. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = error instanceof ProblemError ? error : toProblem(error);
  // Sent away in thousands, and counted elsewhere.
  const isBusy = refusal.problem.code === 'common/busy';
  if (refusal.status >= 500 && !isBusy) request.log.error({ err: error }, 'request failed');
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  // A path that is none is refused before any hook has run.
  if (!reply.hasHeader('x-request-id'))
    reply.headers(Object.fromEntries(SECURITY_HEADERS)).header('x-request-id', request.id);
  const { details, serverTimeMs, retryAfterSeconds } = refusal.options;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  const body: ErrorBody = {
    error: {
      ...refusal.problem,
      requestId: request.id,
      ...(details && { details: [...details] }),
      ...(serverTimeMs !== undefined && { serverTimeMs }),
    },
  };
  reply.status(refusal.status).header('content-type', 'application/json; charset=utf-8').send(body);
}

function toProblem(error: unknown): ProblemError {
  const status = statusOf(error);
  if (status === 404 || status === 405) return new ProblemError('common/not-found');
  if (status === 413) return new ProblemError('common/too-large');
  if (status === 429) return new ProblemError('common/too-many-requests');
  if (status === 401) return new ProblemError('auth/required');
  if (status === 403) return new ProblemError('auth/forbidden');
  if (status >= 400 && status < 500) return new ProblemError('common/validation', { status });
  if (isDatabaseAway(error))
    return new ProblemError('common/unavailable', { cause: error, retryAfterSeconds: 2 });
  return new ProblemError('common/internal', { cause: error });
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own errors (body too large, not JSON, unknown media type) carry the status.
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

/** Of the network, of PostgreSQL (going down, too many connections) and Prisma's names for the same. */
const DATABASE_AWAY =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0[123]|53300|08\w{3}|P1001|P1002|P1008|P1017|P2024|P2028)$/;

/** Where pg and Prisma bring the news without a code of their own. */
const AWAY_IN_WORDS =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|terminating connection|the database system is (starting up|shutting down)/;

/** PostgreSQL restarting or out of connections: the client should come back, nothing is broken. */
function isDatabaseAway(error: unknown): boolean {
  for (let it = error; it instanceof Error; it = it.cause) {
    const { code } = it as { code?: unknown };
    if (typeof code === 'string' && DATABASE_AWAY.test(code)) return true;
    if (AWAY_IN_WORDS.test(it.message)) return true;
  }
  return false;
}
