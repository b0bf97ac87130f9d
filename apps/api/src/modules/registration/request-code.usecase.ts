import type { RegistrationPhone } from '@jowi/contracts/http/registration';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { OneTimeCodes } from '../../platform/codes/one-time-codes.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { AttemptRepository } from './attempt.repository.ts';
import { TICKET_SECONDS } from './registration-ticket.ts';

/** Sends a code to the phone. Nothing is looked up: a phone that has an account and one that has none are one to it. */
@Injectable()
export class RequestCodeUseCase {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly attempts: AttemptRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the id of the registration: `ticketId` when it can go on, a new one otherwise. A phone that this
   * registration has proved already gets no second code.
   *
   * @throws ProblemError codes/limit, codes/phone-foreign, messages/unavailable
   */
  async execute(
    ticketId: string | null,
    { phone, language }: RegistrationPhone,
    address: string,
  ): Promise<string> {
    const nowMs = this.clock.nowMs();
    const standing = ticketId === null ? null : await this.attempts.find(ticketId, nowMs);
    const open = standing?.tenantId === null ? standing : null;
    if (open?.phone === phone && open.provedAtMs !== null) return open.id;
    const { requestId, expiresAtMs, resendAtMs } = await this.codes.request({
      phone,
      language,
      purpose: 'register',
      address,
    });
    const code = { phone, codeRequestId: requestId, codeExpiresAtMs: expiresAtMs, resendAtMs };
    if (open) {
      await this.attempts.setCode(open.id, code);
      return open.id;
    }
    const id = newId(nowMs);
    await this.attempts.insert(id, code, nowMs, TICKET_SECONDS * 1000);
    return id;
  }
}
