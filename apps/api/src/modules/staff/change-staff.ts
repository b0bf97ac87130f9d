import type { Employee } from '@jowi/contracts/http/staff';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation } from '../../platform/db/database-error.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { employeeView, isWithinReach } from './employee-view.ts';
import { type EmployeeRow, StaffRepository } from './staff.repository.ts';

/** What every change of an employee begins and ends with. */
@Injectable()
export class ChangeStaff {
  constructor(
    private readonly db: KyselyDb,
    private readonly staff: StaffRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * One transaction, alone among the changes of people and roles in this business; `me` is who changes, as of now and not
   * as of her token.
   *
   * @throws ProblemError staff/phone-taken; auth/required when she is suspended meanwhile
   */
  async run<T>(asker: Person, work: (tx: KyselyTx, me: EmployeeRow) => Promise<T>): Promise<T> {
    const { tenantId, employeeId } = asker;
    try {
      return await this.db.withTenant(tenantId, async (tx) => {
        await this.staff.lock(tx, tenantId);
        const me = await this.staff.find(tx, tenantId, employeeId);
        if (!me?.active) throw new ProblemError('auth/required');
        if (!me.permissions.includes('staff/manage')) throw new ProblemError('auth/forbidden');
        return work(tx, me);
      });
    } catch (error) {
      if (isUniqueViolation(error, 'employee_tenant_id_phone_key'))
        throw new ProblemError('staff/phone-taken', { field: 'phone', cause: error });
      throw error;
    }
  }

  /** @throws ProblemError common/not-found, staff/above-you */
  async getTarget(tx: KyselyTx, asker: Person, me: EmployeeRow, id: string): Promise<EmployeeRow> {
    const [target] = await this.staff.list(tx, asker.tenantId, { visibleStores: asker.storeIds, id });
    if (!target) throw new ProblemError('common/not-found');
    if (target.id !== me.id && !isWithinReach(target, me)) throw new ProblemError('staff/above-you');
    return target;
  }

  /** A business without an owner who can sign in is nobody's. @throws ProblemError staff/last-owner */
  async keepAnOwner(tx: KyselyTx, tenantId: string, leaving: EmployeeRow): Promise<void> {
    const counts = leaving.roleKind === 'owner' && leaving.roleName === null && leaving.active;
    if (counts && (await this.staff.countOwners(tx, tenantId, leaving.id)) === 0)
      throw new ProblemError('staff/last-owner');
  }

  async view(tx: KyselyTx, asker: Person, id: string): Promise<Employee> {
    const { tenantId, employeeId } = asker;
    const row = await this.staff.find(tx, tenantId, id);
    const me = await this.staff.find(tx, tenantId, employeeId);
    if (!row || !me) throw new ProblemError('common/not-found');
    return employeeView(row, asker, me, this.clock.nowMs());
  }
}
