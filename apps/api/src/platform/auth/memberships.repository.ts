import { PERMISSIONS, type Permission, type RoleKind } from '@jowi/contracts/permissions';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { KyselyDb } from '../db/kysely-db.ts';
import type { Person } from './access.ts';

export type Membership = Omit<Person, 'userId' | 'sessionId'>;

const KNOWN: ReadonlySet<string> = new Set(PERMISSIONS);

@Injectable()
export class MembershipsRepository {
  constructor(private readonly db: KyselyDb) {}

  /** The business this person works in now; null when she was never employed or is not any more. */
  async findActive(userId: string): Promise<Membership | null> {
    const row = await this.db.withPerson(userId, (tx) =>
      tx
        .selectFrom('employee')
        .select(['tenant_id', 'id'])
        .where('user_id', '=', userId)
        .where('active', '=', true)
        .orderBy('tenant_id')
        .limit(1)
        .executeTakeFirst(),
    );
    return row ? this.findOf(row.tenant_id, row.id) : null;
  }

  /** What an employee may do now, and where; null when she is suspended. */
  async findOf(tenantId: string, employeeId: string): Promise<Membership | null> {
    const row = await this.db.withTenant(tenantId, (tx) =>
      tx
        .selectFrom('employee as e')
        .innerJoin('role as r', (join) =>
          join.onRef('r.tenant_id', '=', 'e.tenant_id').onRef('r.id', '=', 'e.role_id'),
        )
        .select(['r.kind', 'r.permissions', 'e.all_stores'])
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
    };
  }
}
