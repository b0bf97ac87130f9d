import type { Employee } from '@jowi/contracts/http/staff';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { ChangeStaff } from './change-staff.ts';
import { InvitationsRepository } from './invitations.repository.ts';
import { StaffRepository } from './staff.repository.ts';

/**
 * Out of work and back. Her sessions end when their access tokens do, within sixty seconds; the tills of her stores
 * learn it with their next pull.
 */
@Injectable()
export class SuspendEmployeeUseCase {
  constructor(
    private readonly change: ChangeStaff,
    private readonly staff: StaffRepository,
    private readonly invitations: InvitationsRepository,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError common/not-found, staff/* */
  execute(asker: Person, id: string, version: number, active: boolean): Promise<Employee> {
    const { tenantId } = asker;
    return this.change.run(asker, async (tx, me) => {
      if (id === me.id) throw new ProblemError('staff/own-suspension');
      const target = await this.change.getTarget(tx, asker, me, id);
      if (!active) {
        await this.change.keepAnOwner(tx, tenantId, target);
        await this.invitations.withdraw(tx, tenantId, id, this.clock.nowMs());
      }
      if (!(await this.staff.setActive(tx, tenantId, { id, version }, active)))
        throw new ProblemError('staff/version-conflict');
      const view = await this.change.view(tx, asker, id);
      await this.trail.record(tx, {
        action: active ? 'staff/resume' : 'staff/suspend',
        subject: { kind: 'employee', id, name: target.name },
        before: { active: target.active },
        after: { active },
      });
      return view;
    });
  }
}
