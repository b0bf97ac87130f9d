import type { SignInAnswer } from '@jowi/contracts/http/auth';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountTrail } from '../../platform/auth/account-trail.ts';
import { MembershipsRepository } from '../../platform/auth/memberships.repository.ts';
import { People } from '../../platform/auth/people.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { SecondFactors } from '../../platform/auth/second-factors.ts';
import { DEVICE_COOKIE, SignInTokens } from '../../platform/auth/sign-in-tokens.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { type Entering, EntrancePort } from './entrance.port.ts';
import { GetMeUseCase } from './get-me.usecase.ts';

/** What every way in ends with: the next step, and the cookies for it. */
@Injectable()
export class Entrance extends EntrancePort {
  constructor(
    private readonly people: People,
    private readonly sessions: PersonSessions,
    private readonly memberships: MembershipsRepository,
    private readonly secondFactors: SecondFactors,
    private readonly tokens: SignInTokens,
    private readonly getMe: GetMeUseCase,
    private readonly trail: AccountTrail,
  ) {
    super();
  }

  /**
   * After the first factor: asks for the second where there is one and this device is not trusted.
   *
   * @throws ProblemError auth/sign-in-failed for one who works nowhere
   */
  async enter(who: Entering, request: FastifyRequest, reply: FastifyReply): Promise<SignInAnswer> {
    if (await this.#owesSecondFactor(who, request)) {
      if ((await this.memberships.countActive(who.userId)) === 0)
        throw new ProblemError('auth/sign-in-failed');
      const challenge = await this.tokens.beginChallenge(who.userId, who.remembered);
      if (await this.#isPasswordReplaced(who)) throw new ProblemError('auth/sign-in-failed');
      reply.header('set-cookie', challenge);
      return { step: 'second-factor', methods: ['totp', 'recovery-code'] };
    }
    return this.open(who, request, reply);
  }

  override async open(who: Entering, request: FastifyRequest, reply: FastifyReply): Promise<SignInAnswer> {
    const { userId, remembered, tenantId } = who;
    const { ip, device } = request.scope;
    const session = await this.people.openSession({ userId, remembered, ip, device: device ?? '' });
    // After the session is there: whoever replaces the password from now on ends it with the others.
    const isReplaced = await this.#isPasswordReplaced(who);
    const person = isReplaced
      ? null
      : await this.sessions.begin(tenantId === undefined ? session : { ...session, tenantId }, reply);
    if (!person) {
      await this.people.endSession(userId, session.sessionId);
      throw new ProblemError('auth/sign-in-failed');
    }
    await this.#endFormer(request);
    if (person.tenantId !== session.tenantId) await this.people.chooseTenant(session, person.tenantId);
    await this.trail.record(person, 'auth/sign-in', { by: who.by, remembered });
    const me = await this.getMe.execute(person);
    return { step: person.mustSetUpSecondFactor ? 'second-factor-setup' : 'done', me };
  }

  async #isPasswordReplaced({ userId, passwordChangedAtMs }: Entering): Promise<boolean> {
    if (passwordChangedAtMs === undefined) return false;
    return (await this.people.find(userId))?.passwordChangedAtMs !== passwordChangedAtMs;
  }

  /** A browser has one session: the one it came with could only be used by a copy from now on. */
  async #endFormer(request: FastifyRequest): Promise<void> {
    const { cookie } = request.headers;
    const former = cookie === undefined ? null : (await this.people.signOut(cookie)).session;
    if (former) this.sessions.forget([former.sessionId]);
  }

  async #owesSecondFactor({ userId, by }: Entering, request: FastifyRequest): Promise<boolean> {
    if (by === 'passkey' || !(await this.secondFactors.isEnabled(userId))) return false;
    // Whoever has only just got the phone of somebody else does not get her account by her old computer, too.
    if (by === 'password-reset') return true;
    const jar = request.server.parseCookie(request.headers.cookie ?? '');
    return !(await this.tokens.isTrusted(jar[DEVICE_COOKIE], userId));
  }
}
