import type { PasskeyNew, PasskeySetUp } from '@jowi/contracts/http/account';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { AccountTrail } from '../../platform/auth/account-trail.ts';
import { Passkeys } from '../../platform/auth/passkeys.ts';
import { People } from '../../platform/auth/people.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { PasswordProof } from './password-proof.ts';

/** A person's own passkeys. `origin` is the page's; the guard has found it to be one of ours. */
@Injectable()
export class PasskeysUseCase {
  constructor(
    private readonly people: People,
    private readonly passkeys: Passkeys,
    private readonly proof: PasswordProof,
    private readonly trail: AccountTrail,
  ) {}

  /** @throws ProblemError account/password-required, account/password-wrong, account/passkeys-full */
  async begin(person: Person, { password }: PasskeySetUp, origin: string): Promise<Record<string, unknown>> {
    await this.proof.proveUnlessFresh(person, password);
    const account = await this.people.find(person.userId);
    if (!account) throw new ProblemError('auth/required');
    return this.passkeys.beginAdding(person.userId, account.phone, origin);
  }

  /** @throws ProblemError account/passkey-failed */
  async add(person: Person, { name, response }: PasskeyNew, origin: string): Promise<void> {
    await this.passkeys.add(person.userId, name, response, origin);
    await this.trail.record(person, 'auth/passkey-add', { name });
  }

  /** @throws ProblemError common/not-found */
  async remove(person: Person, id: string): Promise<void> {
    const name = await this.passkeys.remove(person.userId, id);
    await this.trail.record(person, 'auth/passkey-remove', { name });
  }
}
