import type { Retention, RetentionInput, RetentionRun } from '@jowi/contracts/http/personal-data';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { PersonAccountRepository } from './person-account.repository.ts';
import { requireWholeBusiness } from './require-whole-business.ts';
import { RetentionRepository } from './retention.repository.ts';

const DAY_MS = 86_400_000;

/** How long a business keeps what it needs for a while only, and the forgetting itself. */
@Injectable()
export class KeepRetentionUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly retention: RetentionRepository,
    private readonly accounts: PersonAccountRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  get(asker: Person): Promise<Retention> {
    requireWholeBusiness(asker);
    return this.db.withTenant(asker.tenantId, (tx) => this.retention.get(tx, asker.tenantId));
  }

  /** @throws ProblemError common/conflict when somebody else changed them meanwhile */
  save(asker: Person, periods: RetentionInput): Promise<Retention> {
    requireWholeBusiness(asker);
    const { tenantId } = asker;
    return this.db.withTenant(tenantId, async (tx) => {
      const { appliedAtMs, ...before } = await this.retention.get(tx, tenantId);
      if (before.version !== periods.version) throw new ProblemError('common/conflict');
      await this.retention.save(tx, tenantId, periods);
      await this.audit.record(tx, {
        action: 'personal-data/retention-change',
        subject: { kind: 'business', id: tenantId },
        before,
        after: { ...periods, version: periods.version + 1 },
      });
      return { ...periods, version: periods.version + 1, appliedAtMs };
    });
  }

  applyNow(asker: Person): Promise<RetentionRun> {
    requireWholeBusiness(asker);
    return this.apply(asker.tenantId);
  }

  /** Forgets what is over; what was forgotten stands in the log, which is checked by it. */
  async apply(tenantId: string): Promise<RetentionRun> {
    const nowMs = this.clock.nowMs();
    return this.db.withTenant(tenantId, async (tx) => {
      const periods = await this.retention.get(tx, tenantId);
      const before = (days: number) => nowMs - days * DAY_MS;
      const origins = await this.retention.forgetOrigins(tx, tenantId, before(periods.auditOriginDays));
      const invitations = await this.retention.forgetInvitations(
        tx,
        tenantId,
        before(periods.invitationDays),
      );
      const userIds = await this.retention.listUserIds(tx, tenantId);
      const sessions = await this.accounts.deleteSessionsEndedBefore(userIds, before(periods.sessionDays));
      await this.retention.saveApplied(tx, tenantId, nowMs);
      const run = { origins: origins.count, sessions, invitations };
      if (run.origins + run.sessions + run.invitations > 0)
        await this.audit.record(tx, {
          action: 'personal-data/retention-apply',
          subject: { kind: 'business', id: tenantId },
          after: { ...run, ...(origins.count > 0 && { originsForgottenUpToSeq: origins.upToSeq }) },
        });
      return run;
    });
  }
}
