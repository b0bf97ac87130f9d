import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../clock/clock.ts';
import { ProblemError } from '../errors/problem-error.ts';
import type { Person } from './access.ts';
import { ACCESS_COOKIE, ACCESS_SECONDS, AccessTokens } from './access-token.ts';
import { ExpiringMap } from './expiring-map.ts';
import { MembershipsRepository } from './memberships.repository.ts';
import { People, SESSION_COOKIE, type SignedIn } from './people.ts';

const MAX_CACHED = 10_000;

/** Who is behind a request: by the short-lived token, renewed from the long session once a minute. */
@Injectable()
export class PersonSessions {
  /** Tokens whose signature was checked already. */
  readonly #verified = new ExpiringMap<Person>(MAX_CACHED);
  /** Sessions signed out here whose tokens have not run out yet. */
  readonly #ended = new ExpiringMap<true>(MAX_CACHED);

  constructor(
    private readonly people: People,
    private readonly tokens: AccessTokens,
    private readonly memberships: MembershipsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError auth/required */
  async authenticate(request: FastifyRequest, reply: FastifyReply): Promise<Person> {
    const header = request.headers.cookie;
    if (header === undefined) throw new ProblemError('auth/required');
    const jar = request.server.parseCookie(header);
    const person = await this.#byToken(jar[ACCESS_COOKIE]);
    if (person) return person;
    if (jar[SESSION_COOKIE] === undefined) throw new ProblemError('auth/required');
    const { ip, device } = request.scope;
    const session = await this.people.findSession(header, { ip, device: device ?? '' });
    const renewed = session && (await this.begin(session, reply));
    if (!renewed) throw new ProblemError('auth/required');
    return renewed;
  }

  /** Sends the cookies of a session; null when this person works nowhere (any more). */
  async begin(session: SignedIn, reply: FastifyReply): Promise<Person | null> {
    const membership = await this.memberships.findActive(session.userId, session.tenantId);
    if (!membership) return null;
    const { isSecondFactorRequired, ...rest } = membership;
    const person: Person = {
      ...rest,
      userId: session.userId,
      sessionId: session.sessionId,
      ...(isSecondFactorRequired && !session.hasSecondFactor && { mustSetUpSecondFactor: true }),
    };
    // Whatever is done after the sign-in is done as her.
    reply.request.scope.person = person;
    const token = await this.tokens.sign(person, this.clock.nowMs());
    for (const line of session.setCookies) reply.header('set-cookie', line);
    reply.header('set-cookie', accessCookie(token, ACCESS_SECONDS));
    return person;
  }

  /** Answers whose session it was; null when there was none (any more). */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<{ userId: string } | null> {
    const header = request.headers.cookie ?? '';
    const person = await this.#byToken(request.server.parseCookie(header)[ACCESS_COOKIE]);
    const { session, setCookies } = await this.people.signOut(header);
    this.forget([person?.sessionId, session?.sessionId].filter((id) => id !== undefined));
    for (const line of setCookies) reply.header('set-cookie', line);
    reply.header('set-cookie', accessCookie('', 0));
    return session;
  }

  /** Goes on in another business, in this session and at the next sign-in. @throws ProblemError auth/required */
  async enterBusiness(request: FastifyRequest, reply: FastifyReply, tenantId: string): Promise<Person> {
    const session = await this.people.findSession(request.headers.cookie ?? '');
    if (!session) throw new ProblemError('auth/required');
    await this.people.chooseTenant(session, tenantId);
    const person = await this.begin({ ...session, tenantId }, reply);
    if (person?.tenantId !== tenantId) throw new ProblemError('common/not-found');
    return person;
  }

  /** The token anew, for one whose session has just become good for more or less than it says. */
  async renew(request: FastifyRequest, reply: FastifyReply): Promise<Person> {
    const session = await this.people.findSession(request.headers.cookie ?? '');
    const person = session && (await this.begin(session, reply));
    if (!person) throw new ProblemError('auth/required');
    return person;
  }

  /** Sessions that ended in the database: out here at once, on other servers when their minute is over. */
  forget(sessionIds: readonly string[]): void {
    const untilMs = this.clock.nowMs() + ACCESS_SECONDS * 1000;
    for (const id of sessionIds) this.#ended.set(id, true, untilMs);
  }

  async #byToken(token: string | undefined): Promise<Person | null> {
    if (!token) return null;
    const nowMs = this.clock.nowMs();
    let person = this.#verified.get(token, nowMs) ?? null;
    if (!person) {
      const checked = await this.tokens.verify(token, nowMs);
      if (!checked) return null;
      person = checked.person;
      this.#verified.set(token, person, checked.expiresAtMs);
    }
    return this.#ended.get(person.sessionId, nowMs) ? null : person;
  }
}

function accessCookie(token: string, maxAgeSeconds: number): string {
  return `${ACCESS_COOKIE}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;
}
