import { PERMISSIONS, type Permission, type RoleKind } from '@jowi/contracts/permissions';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { KyselyDb } from '../db/kysely-db.ts';
import type { Person } from './access.ts';

export type Membership = Omit<Person, 'userId' | 'sessionId' | 'mustSetUpSecondFactor'> & {
  /** By the business or by the role. */
  readonly isSecondFactorRequired: boolean;
};

/** A business somebody works in, to choose from. */
export interface Workplace {
  readonly tenantId: string;
  readonly name: string;
  readonly roleKind: RoleKind;
  readonly roleName: string | null;
}

const KNOWN: ReadonlySet<string> = new Set(PERMISSIONS);

@Injectable()
export class MembershipsRepository {
  constructor(private readonly db: KyselyDb) {}

  /**
   * The business this person works in now: `preferredTenantId` when she still works there, else another; null when she
   * was never employed or is not any more.
   */
  async findActive(userId: string, preferredTenantId: string | null = null): Promise<Membership | null> {
    for (const { tenantId, employeeId } of await this.#listActive(userId, preferredTenantId)) {
      const membership = await this.findOf(tenantId, employeeId);
      if (membership) return membership;
    }
    return null;
  }

  countActive(userId: string): Promise<number> {
    return this.#listActive(userId, null).then(({ length }) => length);
  }

  /** Where she works now, by name; a suspended membership is not among them. */
  async listWorkplaces(userId: string): Promise<Workplace[]> {
    const places: Workplace[] = [];
    for (const { tenantId, employeeId } of await this.#listActive(userId, null)) {
      const row = await this.db.withTenant(tenantId, (tx) =>
        tx
          .selectFrom('employee as e')
          .innerJoin('role as r', (join) =>
            join.onRef('r.tenant_id', '=', 'e.tenant_id').onRef('r.id', '=', 'e.role_id'),
          )
          .innerJoin('tenant as t', 't.id', 'e.tenant_id')
          .select(['t.name', 'r.kind', 'r.name as role_name'])
          .where('e.tenant_id', '=', tenantId)
          .where('e.id', '=', employeeId)
          .where('e.active', '=', true)
          .executeTakeFirst(),
      );
      if (row)
        places.push({ tenantId, name: row.name, roleKind: row.kind as RoleKind, roleName: row.role_name });
    }
    return places.sort((one, other) => one.name.localeCompare(other.name));
  }

  /** What an employee may do now, and where; null when she is suspended. */
  async findOf(tenantId: string, employeeId: string): Promise<Membership | null> {
    const row = await this.db.withTenant(tenantId, (tx) =>
      tx
        .selectFrom('employee as e')
        .innerJoin('role as r', (join) =>
          join.onRef('r.tenant_id', '=', 'e.tenant_id').onRef('r.id', '=', 'e.role_id'),
        )
        .innerJoin('tenant as t', 't.id', 'e.tenant_id')
        .select(['r.kind', 'r.permissions', 'e.all_stores', 'r.second_factor', 't.second_factor_required'])
        .select(
          sql<string[]>`array(SELECT s.store_id::text FROM employee_store s
            WHERE s.tenant_id = e.tenant_id AND s.employee_id = e.id AND s.active ORDER BY s.store_id)`.as(
            'store_ids',
          ),
        )
        .where('e.tenant_id', '=', tenantId)
        .where('e.id', '=', employeeId)
        .where('e.active', '=', true)
        .executeTakeFirst(),
    );
    if (!row) return null;
    return {
      tenantId,
      employeeId,
      roleKind: row.kind as RoleKind,
      // A permission that a newer server gave is not known to this one.
      permissions: new Set(row.permissions.filter((it): it is Permission => KNOWN.has(it))),
      storeIds: row.all_stores ? null : row.store_ids,
      isSecondFactorRequired: row.second_factor || row.second_factor_required,
    };
  }

  async #listActive(
    userId: string,
    preferredTenantId: string | null,
  ): Promise<{ tenantId: string; employeeId: string }[]> {
    const rows = await this.db.withPerson(userId, (tx) =>
      tx
        .selectFrom('employee')
        .select(['tenant_id', 'id'])
        .where('user_id', '=', userId)
        .where('active', '=', true)
        .orderBy('tenant_id')
        .execute(),
    );
    const places = rows.map((row) => ({ tenantId: row.tenant_id, employeeId: row.id }));
    return places.sort(
      (one, other) =>
        Number(other.tenantId === preferredTenantId) - Number(one.tenantId === preferredTenantId),
    );
  }
}
