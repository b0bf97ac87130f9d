import type { Role } from '@jowi/contracts/http/auth';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** A signed-in employee, as her access token says; at most a minute old. */
export interface Person {
  readonly tenantId: string;
  readonly employeeId: string;
  readonly role: Role;
  readonly sessionId: string;
}

/** A paired till, as its own signed assertion says. */
export interface TerminalIdentity {
  readonly tenantId: string;
  readonly terminalId: string;
  readonly storeId: string;
  readonly warehouseId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    person?: Person;
    terminal?: TerminalIdentity;
  }
}

/** Who may call a route. Without a decorator: a signed-in person. */
export type Audience = 'person' | 'terminal' | 'public';
export const AUDIENCE = Symbol('audience');
export const ROLES = Symbol('roles');

/** Anyone, also without signing in. */
export const Public = () => SetMetadata(AUDIENCE, 'public' satisfies Audience);
/** Paired tills only; a person's cookie is refused. */
export const ForTerminal = () =>
  applyDecorators(SetMetadata(AUDIENCE, 'terminal' satisfies Audience), ApiBearerAuth('terminal'));
/** Only employees with one of these roles; others read 403. On a method or a controller. */
export const RequireRole = (...roles: readonly Role[]) => SetMetadata(ROLES, roles);

export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { person } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!person) throw new TypeError('This route is not for people');
  return person;
});

export const CurrentTerminal = createParamDecorator(
  (_: unknown, context: ExecutionContext): TerminalIdentity => {
    const { terminal } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!terminal) throw new TypeError('This route is not for tills');
    return terminal;
  },
);
