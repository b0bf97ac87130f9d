import type { Employee, InvitationInput, InvitationMade } from '@jowi/contracts/http/staff';
import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type Config } from '../../platform/config/config.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { type Limit, RateLimits } from '../../platform/limits/rate-limits.ts';
import { MessageSender } from '../../platform/messages/message-sender.ts';
import { ChangeStaff } from './change-staff.ts';
import { INVITATION_MS, makeInvitationToken } from './invitation-token.ts';
import { InvitationsRepository } from './invitations.repository.ts';
import type { EmployeeRow } from './staff.repository.ts';

const DAY_MS = 86_400_000;
/** A message costs money, and the phone is whatever was typed in. */
const PER_PHONE: Limit = { name: 'invitation/phone', max: 5, windowMs: DAY_MS };
const PER_BUSINESS: Limit = { name: 'invitation/business', max: 100, windowMs: DAY_MS };

/** A link to open an account by: sent as a message, or handed over. A new one takes the place of the old. */
@Injectable()
export class InviteEmployeeUseCase {
  constructor(
    private readonly change: ChangeStaff,
    private readonly invitations: InvitationsRepository,
    private readonly sender: MessageSender,
    private readonly limits: RateLimits,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws ProblemError common/not-found, common/too-many-requests, messages/unavailable, staff/* */
  invite(asker: Person, employeeId: string, { send, language }: InvitationInput): Promise<InvitationMade> {
    const { tenantId } = asker;
    const { token, hash } = makeInvitationToken();
    const url = `${this.config.webOrigins[0]}/invite/${token}`;
    return this.change.run(asker, async (tx, me) => {
      const target = await this.change.getTarget(tx, asker, me, employeeId);
      const phone = phoneToInvite(target);
      if (send === 'message') {
        if (!this.sender.reachesPhones) throw new ProblemError('messages/unavailable');
        await this.limits.take([
          { limit: PER_PHONE, key: phone },
          { limit: PER_BUSINESS, key: tenantId },
        ]);
      }
      const nowMs = this.clock.nowMs();
      await this.invitations.withdraw(tx, tenantId, employeeId, nowMs);
      await this.invitations.insert(tx, tenantId, {
        id: newId(nowMs),
        employeeId,
        tokenHash: hash,
        language,
        invitedBy: me.id,
        createdAtMs: nowMs,
        expiresAtMs: nowMs + INVITATION_MS,
      });
      if (send === 'message') {
        const business = await this.invitations.findBusinessName(tx, tenantId);
        await this.sender.send(tx, {
          template: 'invitation',
          to: phone,
          language,
          params: { business, url },
        });
      }
      const employee = await this.change.view(tx, asker, employeeId);
      await this.trail.record(tx, {
        action: 'staff/invite',
        subject: { kind: 'employee', id: employeeId, name: target.name },
        after: { send, language, phone },
      });
      return { employee, url };
    });
  }

  /** @throws ProblemError common/not-found, staff/* */
  withdraw(asker: Person, employeeId: string): Promise<Employee> {
    return this.change.run(asker, async (tx, me) => {
      const target = await this.change.getTarget(tx, asker, me, employeeId);
      if (!(await this.invitations.withdraw(tx, asker.tenantId, employeeId, this.clock.nowMs())))
        throw new ProblemError('staff/invitation-none');
      const employee = await this.change.view(tx, asker, employeeId);
      await this.trail.record(tx, {
        action: 'staff/invitation-withdraw',
        subject: { kind: 'employee', id: employeeId, name: target.name },
      });
      return employee;
    });
  }
}

/** @throws ProblemError staff/suspended, staff/has-account, staff/phone-needed */
function phoneToInvite({ active, userId, phone }: EmployeeRow): string {
  if (!active) throw new ProblemError('staff/suspended');
  if (userId !== null) throw new ProblemError('staff/has-account');
  if (phone === null) throw new ProblemError('staff/phone-needed', { field: 'phone' });
  return phone;
}
