import type { Retention, RetentionInput } from '@jowi/contracts/http/personal-data';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';

@Injectable()
export class RetentionRepository {
  constructor(private readonly db: KyselyDb) {}

  /** Businesses whose turn it is. */
  async listDue(appliedBeforeMs: number): Promise<string[]> {
    const rows = await this.db.withEveryBusiness((tx) =>
      tx
        .selectFrom('retention')
        .select('tenant_id')
        .where((eb) =>
          eb.or([eb('applied_at', 'is', null), eb('applied_at', '<', new Date(appliedBeforeMs))]),
        )
        .execute(),
    );
    return rows.map(({ tenant_id }) => tenant_id);
  }

  async get(tx: KyselyTx, tenantId: string): Promise<Retention> {
    const row = await tx
      .selectFrom('retention')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    return {
      version: row.version,
      auditOriginDays: row.audit_origin_days,
      sessionDays: row.session_days,
      invitationDays: row.invitation_days,
      appliedAtMs: row.applied_at?.getTime() ?? null,
    };
  }

  async save(tx: KyselyTx, tenantId: string, periods: RetentionInput): Promise<void> {
    await tx
      .updateTable('retention')
      .set({
        audit_origin_days: periods.auditOriginDays,
        session_days: periods.sessionDays,
        invitation_days: periods.invitationDays,
        version: periods.version + 1,
      })
      .where('tenant_id', '=', tenantId)
      .execute();
  }

  async saveApplied(tx: KyselyTx, tenantId: string, atMs: number): Promise<void> {
    await tx
      .updateTable('retention')
      .set({ applied_at: new Date(atMs) })
      .where('tenant_id', '=', tenantId)
      .execute();
  }

  /** Addresses and devices of entries before a time, and of consents; up to which entry, and how many. */
  async forgetOrigins(
    tx: KyselyTx,
    tenantId: string,
    beforeMs: number,
  ): Promise<{ upToSeq: number; count: number }> {
    const before = new Date(beforeMs).toISOString();
    // Up to the first entry that is young enough, so that a clock set back makes nothing go too early.
    const { rows } = await sql<{ up_to: bigint; count: bigint }>`
      WITH bound AS (
        SELECT coalesce((SELECT min(seq) - 1 FROM audit_log WHERE tenant_id = ${tenantId} AND at >= ${before}::timestamptz),
          (SELECT max(seq) FROM audit_log WHERE tenant_id = ${tenantId}), 0) AS up_to
      ), gone AS (
        DELETE FROM audit_origin WHERE tenant_id = ${tenantId} AND seq <= (SELECT up_to FROM bound) RETURNING 1
      ), consents AS (
        UPDATE consent SET ip = NULL, device = NULL WHERE tenant_id = ${tenantId} AND at < ${before}::timestamptz
          AND (ip IS NOT NULL OR device IS NOT NULL)
      )
      SELECT up_to, (SELECT count(*) FROM gone) AS count FROM bound`.execute(tx);
    return { upToSeq: Number(rows[0]?.up_to ?? 0), count: Number(rows[0]?.count ?? 0) };
  }

  /** Invitations that were over before a time. */
  async forgetInvitations(tx: KyselyTx, tenantId: string, beforeMs: number): Promise<number> {
    const { rows } = await sql`
      DELETE FROM invitation WHERE tenant_id = ${tenantId}
        AND coalesce(accepted_at, withdrawn_at, expires_at) < ${new Date(beforeMs).toISOString()}::timestamptz
      RETURNING 1`.execute(tx);
    return rows.length;
  }

  async listUserIds(tx: KyselyTx, tenantId: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('employee')
      .select('user_id')
      .where('tenant_id', '=', tenantId)
      .where('user_id', 'is not', null)
      .execute();
    return rows.flatMap(({ user_id }) => user_id ?? []);
  }
}
