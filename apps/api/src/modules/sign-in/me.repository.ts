import type { Me } from '@jowi/contracts/http/auth';
import { type RoleKind, zRoleLimits } from '@jowi/contracts/permissions';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { PrismaDb } from '../../platform/db/prisma-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';

/** All of it but what belongs to the account. */
export type MeAtWork = Omit<Me, 'secondFactor' | 'businessCount'> & {
  readonly isSecondFactorRequired: boolean;
};

@Injectable()
export class MeRepository {
  constructor(private readonly db: PrismaDb) {}

  get({ tenantId, employeeId, permissions, storeIds }: Person): Promise<MeAtWork> {
    return this.db.withTenant(tenantId, async (tx) => {
      const employee = await tx.employee.findUnique({
        where: { tenantId_id: { tenantId, id: employeeId } },
        include: { tenant: true, role: true },
      });
      if (!employee) throw new ProblemError('auth/required');
      const stores = await tx.store.findMany({
        where: { tenantId },
        orderBy: { name: 'asc' },
        include: { warehouses: { orderBy: { id: 'asc' }, take: 1 } },
      });
      return {
        employeeId,
        name: employee.name,
        role: employee.role.kind as RoleKind,
        roleName: employee.role.name,
        permissions: [...permissions],
        limits: zRoleLimits.parse(employee.role.limits),
        isSecondFactorRequired: employee.role.secondFactor || employee.tenant.secondFactorRequired,
        tenantId,
        businessName: employee.tenant.name,
        stores: stores
          .flatMap(({ id, name, closedAt, warehouses: [warehouse] }) =>
            warehouse ? [{ id, name, warehouseId: warehouse.id, isClosed: closedAt !== null }] : [],
          )
          .sort((a, b) => Number(a.isClosed) - Number(b.isClosed)),
        allStores: storeIds === null,
      };
    });
  }
}
