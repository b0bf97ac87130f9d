import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { OneTimeCodes } from '../../platform/codes/one-time-codes.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { AttemptRepository } from './attempt.repository.ts';

/** The code proves that the phone is in the hands of whoever registers. */
@Injectable()
export class VerifyCodeUseCase {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly attempts: AttemptRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError registration/expired, codes/wrong, codes/expired, codes/spent */
  async execute(ticketId: string | null, code: string): Promise<void> {
    const nowMs = this.clock.nowMs();
    const attempt = ticketId === null ? null : await this.attempts.find(ticketId, nowMs);
    if (!attempt) throw new ProblemError('registration/expired');
    // A second tab that types the same code is where the first one is.
    if (attempt.provedAtMs !== null) return;
    const { phone } = await this.codes.verify({
      requestId: attempt.codeRequestId,
      code,
      purpose: 'register',
    });
    await this.attempts.setProved(attempt.id, phone, nowMs);
  }
}
