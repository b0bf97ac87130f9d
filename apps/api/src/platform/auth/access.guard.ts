import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { RequestLimits } from '../limits/request-limits.ts';
import type { Audience } from './access.ts';
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
      const { terminal, assertion } = await this.assertions.authenticate(request.headers.authorization);
      request.terminal = terminal;
      request.assertion = assertion;
      request.scope.terminal = terminal;
      this.limits.countTerminal(terminal.terminalId);
      return true;
    }
    this.#checkOrigin(request, audience);
    if (audience === 'public') return true;
    const person = await this.sessions.authenticate(request, http.getResponse<FastifyReply>());
    request.person = person;
    request.scope.person = person;
    this.limits.countPerson(person);
    if (person.mustSetUpSecondFactor && !isOpenBeforeSecondFactor)
      throw new ProblemError('auth/second-factor-required');
    if (!permissions.every((it) => person.permissions.has(it))) throw new ProblemError('auth/forbidden');
    return true;
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
