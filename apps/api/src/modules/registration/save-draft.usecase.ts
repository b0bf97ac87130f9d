import type { RegistrationDraft } from '@jowi/contracts/http/registration';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { AttemptRepository } from './attempt.repository.ts';

/** Keeps what was typed until the business is there or the day is over. */
@Injectable()
export class SaveDraftUseCase {
  constructor(private readonly attempts: AttemptRepository) {}

  /** @throws ProblemError registration/expired without a registration */
  async execute(ticketId: string | null, draft: RegistrationDraft): Promise<void> {
    if (ticketId === null) throw new ProblemError('registration/expired');
    await this.attempts.setDraft(ticketId, draft);
  }
}
