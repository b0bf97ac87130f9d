import type { Role } from '@jowi/contracts/http/auth';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { AUDIENCE, type Audience, ROLES } from './access.ts';
import { PersonSessions } from './person-sessions.ts';
import { TerminalAssertions } from './terminal-assertions.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

interface Rule {
  readonly audience: Audience;
  readonly roles: readonly Role[] | undefined;
}

/** Stands before every route. A route that says nothing is for signed-in people. */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #rules = new WeakMap<object, Rule>();

  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: PersonSessions,
    private readonly assertions: TerminalAssertions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const { audience, roles } = this.#ruleOf(context);
    if (audience === 'terminal') {
      request.terminal = await this.assertions.authenticate(request.headers.authorization);
      return true;
    }
    this.#checkOrigin(request, audience);
    if (audience === 'public') return true;
    request.person = await this.sessions.authenticate(request, http.getResponse<FastifyReply>());
    if (roles && !roles.includes(request.person.role)) throw new ProblemError('auth/forbidden');
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

  #ruleOf(context: ExecutionContext): Rule {
    const handler = context.getHandler();
    let rule = this.#rules.get(handler);
    if (!rule) {
      const places = [handler, context.getClass()];
      rule = {
        audience: this.reflector.getAllAndOverride<Audience | undefined>(AUDIENCE, places) ?? 'person',
        roles: this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES, places),
      };
      this.#rules.set(handler, rule);
    }
    return rule;
  }
}
