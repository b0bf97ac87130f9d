import type { SecondFactorAnswer } from '@jowi/contracts/http/auth';
import { Injectable } from '@nestjs/common';
import { AccountTrail } from '../../platform/auth/account-trail.ts';
import { SecondFactors } from '../../platform/auth/second-factors.ts';
import { type Challenge, SignInTokens } from '../../platform/auth/sign-in-tokens.ts';

export interface Passed extends Challenge {
  /** Set-Cookie lines: the challenge is over, the device may be trusted from now on. */
  readonly setCookies: readonly string[];
}

/** The second step of a sign-in. Five tries for one first step, ten wrong ones in a row for the person. */
@Injectable()
export class PassSecondFactorUseCase {
  constructor(
    private readonly tokens: SignInTokens,
    private readonly secondFactors: SecondFactors,
    private readonly trail: AccountTrail,
  ) {}

  /** @throws ProblemError auth/challenge-over, auth/second-factor-wrong, -used, -locked, auth/recovery-code-wrong */
  async execute(token: string | undefined, answer: SecondFactorAnswer): Promise<Passed> {
    const challenge = await this.tokens.tryChallenge(token);
    const { userId } = challenge;
    try {
      if (answer.method === 'totp') await this.secondFactors.checkTotp(userId, answer.code);
      else await this.secondFactors.checkRecoveryCode(userId, answer.code);
    } catch (error) {
      await this.trail.recordFor(userId, 'auth/second-factor-failed', { method: answer.method });
      throw error;
    }
    const setCookies = [await this.tokens.endChallenge(token as string)];
    if (answer.trustDevice) setCookies.push(await this.tokens.trustDevice(userId));
    return { ...challenge, setCookies };
  }
}
