import type { AccountSecurity } from '@jowi/contracts/http/account';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { MembershipsRepository } from '../../platform/auth/memberships.repository.ts';
import { Passkeys } from '../../platform/auth/passkeys.ts';
import { People } from '../../platform/auth/people.ts';
import { SecondFactors } from '../../platform/auth/second-factors.ts';
import { SignInTokens } from '../../platform/auth/sign-in-tokens.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';

@Injectable()
export class GetSecurityUseCase {
  constructor(
    private readonly people: People,
    private readonly secondFactors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly tokens: SignInTokens,
    private readonly memberships: MembershipsRepository,
  ) {}

  async execute({ userId, tenantId, employeeId }: Person): Promise<AccountSecurity> {
    const [account, secondFactor, passkeys, trustedDevices, membership] = await Promise.all([
      this.people.find(userId),
      this.secondFactors.stateOf(userId),
      this.passkeys.listOf(userId),
      this.tokens.countTrusted(userId),
      this.memberships.findOf(tenantId, employeeId),
    ]);
    if (!account || !membership) throw new ProblemError('auth/required');
    return {
      phone: account.phone,
      passwordChangedAtMs: account.passwordChangedAtMs,
      secondFactor: { ...secondFactor, required: membership.isSecondFactorRequired, trustedDevices },
      passkeys: passkeys.map(({ id, name, createdAtMs, lastUsedAtMs }) => ({
        id,
        name,
        createdAtMs,
        lastUsedAtMs,
      })),
    };
  }
}
