import type { PasswordReset } from '@jowi/contracts/http/auth';
import { Injectable } from '@nestjs/common';
import { AccountTrail } from '../../platform/auth/account-trail.ts';
import { assertGoodPassword } from '../../platform/auth/password-rules.ts';
import { type Account, People } from '../../platform/auth/people.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { SignInTokens } from '../../platform/auth/sign-in-tokens.ts';
import { OneTimeCodes } from '../../platform/codes/one-time-codes.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';

/** A new password for one who holds the phone. Whoever was in by the old one is out; the second factor stays in force. */
@Injectable()
export class ResetPasswordUseCase {
  constructor(
    private readonly people: People,
    private readonly sessions: PersonSessions,
    private readonly tokens: SignInTokens,
    private readonly codes: OneTimeCodes,
    private readonly trail: AccountTrail,
  ) {}

  /**
   * A bad password is told before the code is used up.
   *
   * @throws ProblemError account/password-common, account/password-like-phone, codes/wrong, codes/expired, codes/spent
   */
  async execute({ phone, requestId, code, password }: PasswordReset): Promise<Account> {
    assertGoodPassword(password, phone);
    const proved = await this.codes.verify({ requestId, code, purpose: 'reset-password' });
    const account = proved.phone === phone ? await this.people.findByPhone(phone) : null;
    if (!account) throw new ProblemError('codes/expired', { field: 'code' });
    await this.people.setPassword(account.userId, password);
    this.sessions.forget(await this.people.endSessions(account.userId, null));
    await this.tokens.forget(account.userId);
    await this.trail.recordFor(account.userId, 'auth/password-reset');
    return account;
  }
}
