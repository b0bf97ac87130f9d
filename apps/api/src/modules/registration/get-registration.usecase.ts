import type { RegistrationState } from '@jowi/contracts/http/registration';
import { Injectable } from '@nestjs/common';
import { People } from '../../platform/auth/people.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { OneTimeCodes } from '../../platform/codes/one-time-codes.ts';
import { AttemptRepository } from './attempt.repository.ts';
import { NewBusinessRepository } from './new-business.repository.ts';

/** Where a browser's registration stands, so that one comes back to where one left. */
@Injectable()
export class GetRegistrationUseCase {
  constructor(
    private readonly attempts: AttemptRepository,
    private readonly businesses: NewBusinessRepository,
    private readonly people: People,
    private readonly codes: OneTimeCodes,
    private readonly clock: Clock,
  ) {}

  /** Says whether the phone has an account only to whoever has proved that it is hers. */
  async execute(ticketId: string | null, cookieHeader: string | undefined): Promise<RegistrationState> {
    const nowMs = this.clock.nowMs();
    const attempt = ticketId === null ? null : await this.attempts.find(ticketId, nowMs);
    if (!attempt) return { step: 'phone' };
    if (attempt.tenantId !== null) return { step: 'done' };
    const { phone, draft } = attempt;
    if (attempt.provedAtMs === null) {
      return {
        step: 'code',
        phone,
        expiresInMs: Math.max(0, attempt.codeExpiresAtMs - nowMs),
        resendInMs: Math.max(0, attempt.resendAtMs - nowMs),
        delivery: await this.codes.findDelivery(attempt.codeRequestId),
      };
    }
    const owner = await this.people.findByPhone(phone);
    // Left over from a registration that broke off: as good as none.
    if (!owner || !(await this.businesses.hasWorked(owner.userId)))
      return { step: 'business', phone, draft, account: 'new' };
    const session = cookieHeader === undefined ? null : await this.people.findSession(cookieHeader);
    const account = session?.userId === owner.userId ? 'signed-in' : 'existing';
    return { step: 'business', phone, draft, account };
  }
}
