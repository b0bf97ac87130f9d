import type { Role } from '@jowi/contracts/http/auth';
import { Injectable } from '@nestjs/common';
import { KyselyDb } from '../db/kysely-db.ts';

export interface Membership {
  readonly tenantId: string;
  readonly employeeId: string;
  readonly role: Role;
}

@Injectable()
export class MembershipsRepository {
  constructor(private readonly db: KyselyDb) {}

  /** The business this person works in now; null when she was never employed or is not any more. */
  async findActive(userId: string): Promise<Membership | null> {
    const row = await this.db.withPerson(userId, (tx) =>
      tx
        .selectFrom('employee')
        .select(['tenant_id', 'id', 'role'])
        .where('user_id', '=', userId)
        .where('active', '=', true)
        .orderBy('tenant_id')
        .limit(1)
        .executeTakeFirst(),
    );
    return row ? { tenantId: row.tenant_id, employeeId: row.id, role: row.role as Role } : null;
  }
}
