import type {
  RecoveryCodes,
  SecondFactorConfirm,
  SecondFactorProof,
  SecondFactorSecret,
  SecondFactorSetUp,
} from '@jowi/contracts/http/account';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { AccountTrail } from '../../platform/auth/account-trail.ts';
import { MembershipsRepository } from '../../platform/auth/memberships.repository.ts';
import { People } from '../../platform/auth/people.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { SecondFactors } from '../../platform/auth/second-factors.ts';
import { SignInTokens } from '../../platform/auth/sign-in-tokens.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { PasswordProof } from './password-proof.ts';

/** A person's own authenticator: set up, confirm, new recovery codes, switch off. */
@Injectable()
export class SecondFactorUseCase {
  constructor(
    private readonly people: People,
    private readonly secondFactors: SecondFactors,
    private readonly sessions: PersonSessions,
    private readonly tokens: SignInTokens,
    private readonly memberships: MembershipsRepository,
    private readonly proof: PasswordProof,
    private readonly trail: AccountTrail,
  ) {}

  /** @throws ProblemError account/password-required, account/password-wrong, account/second-factor-on */
  async setUp(person: Person, { password }: SecondFactorSetUp): Promise<SecondFactorSecret> {
    await this.proof.proveUnlessFresh(person, password);
    const account = await this.people.find(person.userId);
    if (!account) throw new ProblemError('auth/required');
    return this.secondFactors.begin(person.userId, account.phone);
  }

  /**
   * Whoever else is in by the password alone is out, and no device is trusted any more.
   *
   * @throws ProblemError auth/second-factor-wrong, account/second-factor-not-begun, account/second-factor-on
   */
  async confirm(person: Person, { code }: SecondFactorConfirm): Promise<RecoveryCodes> {
    const { userId, sessionId } = person;
    const codes = await this.secondFactors.confirm(userId, code);
    this.sessions.forget(await this.people.endSessions(userId, sessionId));
    await this.tokens.forget(userId);
    await this.trail.record(person, 'auth/second-factor-on');
    return { codes };
  }

  /** @throws ProblemError account/password-wrong, auth/second-factor-wrong, account/second-factor-off */
  async renewRecoveryCodes(person: Person, proof: SecondFactorProof): Promise<RecoveryCodes> {
    await this.#prove(person, proof);
    const codes = await this.secondFactors.renewRecoveryCodes(person.userId);
    await this.trail.record(person, 'auth/recovery-codes');
    return { codes };
  }

  /** @throws ProblemError as above; account/second-factor-obligatory where she works it must stay */
  async disable(person: Person, proof: SecondFactorProof): Promise<void> {
    const membership = await this.memberships.findOf(person.tenantId, person.employeeId);
    if (membership?.isSecondFactorRequired) throw new ProblemError('account/second-factor-obligatory');
    await this.#prove(person, proof);
    await this.secondFactors.disable(person.userId);
    await this.trail.record(person, 'auth/second-factor-off');
  }

  async #prove({ userId }: Person, { password, code }: SecondFactorProof): Promise<void> {
    await this.proof.prove(userId, password);
    await this.secondFactors.checkTotp(userId, code);
  }
}
