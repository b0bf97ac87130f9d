import type { Permission, RoleKind } from '@jowi/contracts/permissions';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** A signed-in employee, as her access token says; at most a minute old. */
export interface Person {
  readonly tenantId: string;
  readonly employeeId: string;
  /** Of the account she signed in with. */
  readonly userId: string;
  readonly sessionId: string;
  readonly roleKind: RoleKind;
  readonly permissions: ReadonlySet<Permission>;
  /** The stores she is limited to; null = all of the business, also those to come. */
  readonly storeIds: readonly string[] | null;
  /** Her business or role asks for a second factor and she has none: only setting it up is open to her. */
  readonly mustSetUpSecondFactor?: boolean;
}

/** A paired till, as its own signed assertion says. */
export interface TerminalIdentity {
  readonly tenantId: string;
  readonly terminalId: string;
  readonly storeId: string;
  readonly warehouseId: string;
}

/** The token a till showed for this request; it may serve for others as well. */
export interface TerminalAssertion {
  readonly jti: string;
  readonly expiresAtMs: number;
  /** Whose signature it carries: raw Ed25519, base64url. */
  readonly publicKey: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    person?: Person;
    terminal?: TerminalIdentity;
    assertion?: TerminalAssertion;
  }
}

/** Who may call a route. One that is not for everybody or for tills is for people, and says which (access-rules.ts). */
export type Audience = 'person' | 'terminal' | 'public';
export const AUDIENCE = Symbol('audience');
export const PERMISSIONS_NEEDED = Symbol('permissions needed');
export const OPEN_BEFORE_SECOND_FACTOR = Symbol('open before the second factor is set up');

/** Anyone, also without signing in. */
export const Public = () => SetMetadata(AUDIENCE, 'public' satisfies Audience);
/** Paired tills only; a person's cookie is refused. */
export const ForTerminal = () =>
  applyDecorators(SetMetadata(AUDIENCE, 'terminal' satisfies Audience), ApiBearerAuth('terminal'));
/** Employees who may do all of this; others read 403. On a method it takes the place of the controller's. */
export const Requires = (...permissions: readonly [Permission, ...Permission[]]) =>
  applyDecorators(
    SetMetadata(PERMISSIONS_NEEDED, permissions),
    ApiCookieAuth('person'),
    ApiExtension('x-requires', permissions),
  );
/** Every signed-in employee, whatever she may do: for what is about herself. */
export const AnySignedIn = () =>
  applyDecorators(
    SetMetadata(PERMISSIONS_NEEDED, []),
    ApiCookieAuth('person'),
    ApiExtension('x-requires', []),
  );

/** Also for one who must set up a second factor first: the way there, and the way out. */
export const OpenBeforeSecondFactor = () => SetMetadata(OPEN_BEFORE_SECOND_FACTOR, true);

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

export const CurrentAssertion = createParamDecorator(
  (_: unknown, context: ExecutionContext): TerminalAssertion => {
    const { assertion } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!assertion) throw new TypeError('This route is not for tills');
    return assertion;
  },
);
