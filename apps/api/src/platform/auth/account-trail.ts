import type { AuditAction } from '@jowi/contracts/audit';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import { KyselyDb } from '../db/kysely-db.ts';
import { MembershipsRepository } from './memberships.repository.ts';
import { People } from './people.ts';

/** An employee of a business, as far as its log needs to know. */
interface Who {
  readonly tenantId: string;
  readonly employeeId: string;
}

/**
 * What happens to an account stands in the log of the business the person is in. The account itself is kept elsewhere (in
 * a schema of no business), so the entry follows the change in a transaction of its own.
 */
@Injectable()
export class AccountTrail {
  constructor(
    private readonly db: KyselyDb,
    private readonly audit: AuditTrail,
    private readonly memberships: MembershipsRepository,
    private readonly people: People,
  ) {}

  async record(
    { tenantId, employeeId }: Who,
    action: AuditAction,
    after: object | null = null,
  ): Promise<void> {
    await this.db.withTenant(tenantId, (tx) =>
      this.audit.record(tx, {
        action,
        subject: { kind: 'employee', id: employeeId },
        after,
        actor: { kind: 'employee', id: employeeId },
      }),
    );
  }

  /** Before she is in: the business she would come into. */
  async recordFor(userId: string, action: AuditAction, after: object | null = null): Promise<void> {
    const account = await this.people.find(userId);
    const membership = account && (await this.memberships.findActive(userId, account.lastTenantId));
    if (membership) await this.record(membership, action, after);
  }
}
