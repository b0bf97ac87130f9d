import type { SignInByCode } from '@jowi/contracts/http/auth';
import { Injectable } from '@nestjs/common';
import { type Account, People } from '../../platform/auth/people.ts';
import { OneTimeCodes } from '../../platform/codes/one-time-codes.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';

/** A code in the place of the password. */
@Injectable()
export class SignInByCodeUseCase {
  constructor(
    private readonly people: People,
    private readonly codes: OneTimeCodes,
  ) {}

  /** @throws ProblemError codes/wrong, codes/expired, codes/spent */
  async execute({ requestId, code }: Pick<SignInByCode, 'requestId' | 'code'>): Promise<Account> {
    const { phone } = await this.codes.verify({ requestId, code, purpose: 'sign-in' });
    const account = await this.people.findByPhone(phone);
    if (!account) throw new ProblemError('auth/sign-in-failed');
    return account;
  }
}
