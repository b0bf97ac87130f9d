import type { PasswordChange } from '@jowi/contracts/http/account';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { AccountTrail } from '../../platform/auth/account-trail.ts';
import { assertGoodPassword } from '../../platform/auth/password-rules.ts';
import { People } from '../../platform/auth/people.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { SignInTokens } from '../../platform/auth/sign-in-tokens.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { PasswordProof } from './password-proof.ts';

/** Whoever else was in by the old password is out, and no device is trusted any more. */
@Injectable()
export class ChangePasswordUseCase {
  constructor(
    private readonly people: People,
    private readonly sessions: PersonSessions,
    private readonly tokens: SignInTokens,
    private readonly proof: PasswordProof,
    private readonly trail: AccountTrail,
  ) {}

  /** @throws ProblemError account/password-wrong at `current`; -same, -common, -like-phone at `next` */
  async execute(person: Person, { current, next }: PasswordChange): Promise<void> {
    const { userId, sessionId } = person;
    await this.proof.prove(userId, current, 'current');
    if (current === next) throw new ProblemError('account/password-same', { field: 'next' });
    const account = await this.people.find(userId);
    assertGoodPassword(next, account?.phone ?? '', 'next');
    await this.people.setPassword(userId, next);
    this.sessions.forget(await this.people.endSessions(userId, sessionId));
    await this.tokens.forget(userId);
    await this.trail.record(person, 'auth/password-change');
  }
}
