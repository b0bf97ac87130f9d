import type { Employee, EmployeePage, StaffQuery } from '@jowi/contracts/http/staff';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { decodeCursor, pageOfRows } from '../../platform/http/page-cursor.ts';
import { employeeView } from './employee-view.ts';
import { StaffRepository } from './staff.repository.ts';

/** Name and id of the last one shown. */
const zCursor = z.tuple([z.string().max(200), z.uuid()]);

@Injectable()
export class ListStaffUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly staff: StaffRepository,
    private readonly clock: Clock,
  ) {}

  async execute(asker: Person, query: StaffQuery): Promise<EmployeePage> {
    const { tenantId } = asker;
    const { limit, state, roleId, storeId } = query;
    const search = query.search?.replace(/\p{Cc}/gu, '').trim();
    const cursor = decodeCursor(query.cursor, zCursor);
    const [rows, me] = await this.db.withTenant(tenantId, (tx) =>
      Promise.all([
        this.staff.list(tx, tenantId, {
          visibleStores: asker.storeIds,
          limit: limit + 1,
          ...(search && { search }),
          ...(state !== 'all' && { active: state === 'active' }),
          ...(roleId !== undefined && { roleId }),
          ...(storeId !== undefined && { storeId }),
          ...(cursor && { after: { name: cursor[0], id: cursor[1] } }),
        }),
        this.staff.find(tx, tenantId, asker.employeeId),
      ]),
    );
    if (!me) throw new ProblemError('auth/required');
    const nowMs = this.clock.nowMs();
    return pageOfRows(
      rows,
      limit,
      (row) => employeeView(row, asker, me, nowMs),
      (row) => [row.name, row.id],
    );
  }

  /** @throws ProblemError common/not-found, also for one of somebody else's store */
  async get(asker: Person, id: string): Promise<Employee> {
    const { tenantId } = asker;
    const [[row], me] = await this.db.withTenant(tenantId, (tx) =>
      Promise.all([
        this.staff.list(tx, tenantId, { visibleStores: asker.storeIds, id }),
        this.staff.find(tx, tenantId, asker.employeeId),
      ]),
    );
    if (!row) throw new ProblemError('common/not-found');
    if (!me) throw new ProblemError('auth/required');
    return employeeView(row, asker, me, this.clock.nowMs());
  }
}
