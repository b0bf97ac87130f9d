import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { Admission } from '../limits/admission.ts';
import { RequestLimits } from '../limits/request-limits.ts';
import type { Audience, TerminalIdentity } from './access.ts';
import { AccessRules } from './access-rules.ts';
import { PersonSessions } from './person-sessions.ts';
import { TerminalAssertions } from './terminal-assertions.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Stands before every route. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly rules: AccessRules,
    private readonly sessions: PersonSessions,
    private readonly assertions: TerminalAssertions,
    private readonly limits: RequestLimits,
    private readonly admission: Admission,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const { audience, permissions, isOpenBeforeSecondFactor } = this.rules.get(
      context.getHandler() as never,
      context.getClass(),
    );
    if (audience === 'terminal') {
      const terminal =
        request.terminal ?? (await this.#authenticateTill(request, http.getResponse<FastifyReply>()));
      request.scope.terminal = terminal;
      return true;
    }
    this.#checkOrigin(request, audience);
    if (audience === 'public') return true;
    const reply = http.getResponse<FastifyReply>();
    const person = await this.sessions.authenticate(request, reply);
    request.person = person;
    request.scope.person = person;
    this.limits.countPerson(person);
    if (person.mustSetUpSecondFactor && !isOpenBeforeSecondFactor)
      throw new ProblemError('auth/second-factor-required');
    if (!permissions.every((it) => person.permissions.has(it))) throw new ProblemError('auth/forbidden');
    await this.admission.enter('people', person.tenantId, reply);
    return true;
  }

  /** Unless it was found out at the entrance; a route that names no gate has its turn now, with its body read. */
  async #authenticateTill(request: FastifyRequest, reply: FastifyReply): Promise<TerminalIdentity> {
    const { terminal, assertion } = await this.assertions.authenticate(request.headers.authorization);
    request.terminal = terminal;
    request.assertion = assertion;
    this.limits.countTerminal(terminal);
    await this.admission.enter('sync', terminal.tenantId, reply);
    return terminal;
  }

  /** Browsers say where a changing request comes from: another site may not ride on a person's cookie. */
  #checkOrigin(request: FastifyRequest, audience: Audience): void {
    if (SAFE_METHODS.has(request.method)) return;
    const { origin } = request.headers;
    // A till pairs without being a browser; a browser that does name an origin must name ours.
    if (origin === undefined && audience === 'public') return;
    if (origin === undefined || !this.config.webOrigins.includes(origin))
      throw new ProblemError('auth/origin');
  }
}
