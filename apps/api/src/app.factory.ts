import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';
import { appModule } from './app.module.ts';
import { TerminalAssertions } from './platform/auth/terminal-assertions.ts';
import { registerTillEntrance } from './platform/auth/till-entrance.ts';
import { type Clock, SystemClock } from './platform/clock/clock.ts';
import type { Config } from './platform/config/config.ts';
import { answerProblem, ProblemFilter } from './platform/errors/problem.filter.ts';
import { ValidationPipe } from './platform/errors/validation.pipe.ts';
import { JSON_BODY_BYTES, registerBodyParsers } from './platform/http/body-parsers.ts';
import { answerClientError } from './platform/http/client-errors.ts';
import { registerCors } from './platform/http/cors.ts';
import { endStreamsOnClose } from './platform/http/open-streams.ts';
import { registerRequestScope } from './platform/http/request-scope.ts';
import { registerSecurityHeaders } from './platform/http/security-headers.ts';
import { Admission } from './platform/limits/admission.ts';
import { RequestLimits, registerAddressLimit } from './platform/limits/request-limits.ts';
import { createOpenApi, serveOpenApi } from './platform/openapi/openapi.ts';
import { NestLogger } from './platform/telemetry/nest-logger.ts';
import { logOptions, registerAnswerLog } from './platform/telemetry/server-log.ts';

/** The whole server, ready to `listen` or to `inject` into. The clock and more modules are for tests. */
export async function createApp(
  config: Config,
  clock: Clock = new SystemClock(),
  more: readonly Type[] = [],
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    logger: logOptions(config.logLevel) ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: JSON_BODY_BYTES,
    requestTimeout: 30_000,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    // The back office's server and a proxy on this machine say who really called.
    trustProxy: 'loopback',
    frameworkErrors: answerProblem,
    clientErrorHandler: answerClientError,
  });
  const server = adapter.getInstance();
  // Parses on demand: a till's requests have no cookies.
  void server.register(fastifyCookie, { hook: false });
  registerSecurityHeaders(server);
  registerCors(server, config.webOrigins);
  registerRequestScope(server);
  registerAddressLimit(server, config.requestLimits, clock);
  endStreamsOnClose(server);
  registerAnswerLog(server);
  registerBodyParsers(server);

  const app = await NestFactory.create<NestFastifyApplication>(appModule(config, clock, more), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogger(server.log),
  });
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  const assertions = app.get(TerminalAssertions, { strict: false });
  registerTillEntrance(
    server,
    assertions,
    app.get(Admission, { strict: false }),
    app.get(RequestLimits, { strict: false }),
  );
  serveOpenApi(server, () => createOpenApi(app));
  await app.init();
  await server.ready();
  return app;
}
