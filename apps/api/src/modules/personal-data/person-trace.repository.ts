import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { MAX_ENTRIES, type PersonExport, type TraceEntry } from './person-export.ts';

const MS = (column: string) => sql.raw(`floor(extract(epoch FROM ${column}) * 1000)::float8`);

/** Where a person left traces besides her own row. */
@Injectable()
export class PersonTraceRepository {
  async getBusinessName(tx: KyselyTx, tenantId: string): Promise<string> {
    const { name } = await tx
      .selectFrom('tenant')
      .select('name')
      .where('id', '=', tenantId)
      .executeTakeFirstOrThrow();
    return name;
  }

  async listInvitations(tx: KyselyTx, tenantId: string, id: string): Promise<PersonExport['invitations']> {
    const { rows } = await sql<PersonExport['invitations'][number]>`
      SELECT ${MS('created_at')} AS "createdAtMs", ${MS('expires_at')} AS "expiresAtMs",
        ${MS('accepted_at')} AS "acceptedAtMs"
      FROM invitation WHERE tenant_id = ${tenantId} AND employee_id = ${id} ORDER BY created_at`.execute(tx);
    return rows;
  }

  async listEntries(tx: KyselyTx, tenantId: string, id: string): Promise<TraceEntry[]> {
    const { rows } = await sql<TraceEntry>`
      SELECT l.seq::float8 AS seq, ${MS('l.at')} AS "atMs", l.action,
        CASE WHEN l.actor_id = ${id} THEN 'by' ELSE 'about' END AS side, l.subject_name AS subject,
        CASE WHEN l.actor_id = ${id} THEN o.ip END AS ip, CASE WHEN l.actor_id = ${id} THEN o.device END AS device
      FROM audit_log l LEFT JOIN audit_origin o ON o.tenant_id = l.tenant_id AND o.seq = l.seq
      WHERE l.tenant_id = ${tenantId}
        AND (l.actor_id = ${id} OR (l.subject_kind = 'employee' AND l.subject_id = ${id}))
      ORDER BY l.seq DESC LIMIT ${MAX_ENTRIES}`.execute(tx);
    return rows;
  }
}
