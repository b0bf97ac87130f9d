import type { SentCode, SignInCodeRequest } from '@jowi/contracts/http/auth';
import { Injectable } from '@nestjs/common';
import { MembershipsRepository } from '../../platform/auth/memberships.repository.ts';
import { People } from '../../platform/auth/people.ts';
import { OneTimeCodes } from '../../platform/codes/one-time-codes.ts';

/** Nobody's: looked up in place of an account that is not there, so that the work is the same. */
const NOBODY = 'nobody';

/** A code to a phone. One that is not known, or of a person who works nowhere, is answered alike and gets no message. */
@Injectable()
export class RequestCodeUseCase {
  constructor(
    private readonly people: People,
    private readonly memberships: MembershipsRepository,
    private readonly codes: OneTimeCodes,
  ) {}

  /** @throws ProblemError codes/limit with Retry-After, messages/unavailable */
  async execute({ phone, purpose, language }: SignInCodeRequest, address: string): Promise<SentCode> {
    const account = await this.people.findByPhone(phone);
    const places = await this.memberships.countActive(account?.userId ?? NOBODY);
    return this.codes.request({
      phone,
      purpose,
      language,
      address,
      deliver: account !== null && places > 0,
    });
  }
}
