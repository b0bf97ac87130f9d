import type { AuditActorList, AuditEntryView, AuditQuery } from '@jowi/contracts/http/audit';
import { businessDateStartMs } from '@jowi/domain/time';
import { Injectable } from '@nestjs/common';
import { type SqlBool, sql } from 'kysely';
import { putBack } from '../../platform/audit/describe-change.ts';
import type { PlainObject } from '../../platform/audit/mask-values.ts';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { readDate } from '../../platform/http/read-date.ts';

export type AuditFilters = Omit<AuditQuery, 'cursor' | 'limit'>;

const DAY_MS = 86_400_000;
const MAX_ACTORS = 500;

/** The log as people read it: names of today, or of then where the log keeps them. */
@Injectable()
export class AuditListRepository {
  /** Newest first, below a number. */
  async list(
    tx: KyselyTx,
    tenantId: string,
    filters: AuditFilters,
    page: { belowSeq: number | null; limit: number },
  ): Promise<AuditEntryView[]> {
    let query = tx
      .selectFrom('audit_log as l')
      .leftJoin('audit_origin as o', (join) =>
        join.onRef('o.tenant_id', '=', 'l.tenant_id').onRef('o.seq', '=', 'l.seq'),
      )
      .leftJoin('audit_personal as p', (join) =>
        join.onRef('p.tenant_id', '=', 'l.tenant_id').onRef('p.seq', '=', 'l.seq'),
      )
      .leftJoin('store as s', (join) =>
        join.onRef('s.tenant_id', '=', 'l.tenant_id').onRef('s.id', '=', 'l.store_id'),
      )
      .select([
        'l.seq',
        'l.at',
        'l.action',
        'l.actor_kind',
        'l.actor_id',
        'l.subject_kind',
        'l.subject_id',
        'l.subject_name',
        'l.before',
        'l.after',
        'l.request_id',
        'l.origin_digest',
        'o.ip',
        'o.device',
        'o.salt',
        'p.data',
        's.name as store_name',
      ])
      .select([
        personName(sql.ref('l.actor_kind'), sql.ref('l.actor_id')).as('actor_name'),
        personName(sql.ref('l.subject_kind'), sql.ref('l.subject_id')).as('found_name'),
      ])
      .where('l.tenant_id', '=', tenantId)
      .orderBy('l.seq', 'desc')
      .limit(page.limit);
    if (page.belowSeq !== null) query = query.where('l.seq', '<', BigInt(page.belowSeq));
    const { from, to, group, actorId, subjectKind, subjectId, text } = filters;
    if (from) query = query.where('l.at', '>=', new Date(businessDateStartMs(readDate(from, 'from'))));
    if (to) query = query.where('l.at', '<', new Date(businessDateStartMs(readDate(to, 'to')) + DAY_MS));
    if (group) query = query.where('l.action', 'like', `${group}/%`);
    if (actorId) query = query.where('l.actor_id', '=', actorId);
    if (subjectKind) query = query.where('l.subject_kind', '=', subjectKind);
    if (subjectId) query = query.where('l.subject_id', '=', subjectId);
    if (text) query = query.where(contains(tenantId, text));
    return (await query.execute()).map(toEntry);
  }

  /** By id; those the reader may see. */
  async listStoreNames(tx: KyselyTx, tenantId: string): Promise<Map<string, string>> {
    const rows = await tx
      .selectFrom('store')
      .select(['id', 'name'])
      .where('tenant_id', '=', tenantId)
      .execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Employees and terminals of the business; one who is limited to stores reads of those who work there. */
  async listActors(tx: KyselyTx, tenantId: string): Promise<AuditActorList['items']> {
    const { rows } = await sql<{ kind: 'employee' | 'terminal'; id: string; name: string }>`
      SELECT 'employee' AS kind, id::text, name FROM employee e WHERE tenant_id = ${tenantId}
        AND ((SELECT app_stores()) IS NULL OR all_stores OR EXISTS (SELECT FROM employee_store s
          WHERE s.tenant_id = e.tenant_id AND s.employee_id = e.id AND s.active
            AND s.store_id = ANY ((SELECT app_stores())::uuid[])))
      UNION ALL SELECT 'terminal', id::text, name FROM terminal WHERE tenant_id = ${tenantId}
      ORDER BY kind, name LIMIT ${MAX_ACTORS}`.execute(tx);
    return rows;
  }
}

type Ref = ReturnType<typeof sql.ref>;

/** What an employee or a terminal is called today. */
function personName(kind: Ref, id: Ref) {
  const uuid = sql`CASE WHEN ${id} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN ${id}::uuid END`;
  return sql<string | null>`CASE ${kind}
    WHEN 'employee' THEN (SELECT e.name FROM employee e WHERE e.tenant_id = l.tenant_id AND e.id = ${uuid})
    WHEN 'terminal' THEN (SELECT t.name FROM terminal t WHERE t.tenant_id = l.tenant_id AND t.id = ${uuid}) END`;
}

function contains(tenantId: string, text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`(l.subject_name ILIKE ${pattern} OR l.before::text ILIKE ${pattern} OR l.after::text ILIKE ${pattern}
    OR p.data::text ILIKE ${pattern} OR ${sql.ref('l.actor_id')} = ANY (ARRAY(
      SELECT id::text FROM employee WHERE tenant_id = ${tenantId} AND name ILIKE ${pattern}))
    OR (l.subject_kind = 'employee' AND l.subject_id = ANY (ARRAY(
      SELECT id::text FROM employee WHERE tenant_id = ${tenantId} AND name ILIKE ${pattern}))))`;
}

interface Row {
  readonly seq: bigint;
  readonly at: Date;
  readonly action: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly subject_kind: string;
  readonly subject_id: string | null;
  readonly subject_name: string | null;
  readonly found_name: string | null;
  readonly store_name: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly data: unknown;
  readonly request_id: string | null;
  readonly origin_digest: string | null;
  readonly salt: string | null;
  readonly ip: string | null;
  readonly device: string | null;
}

function toEntry(row: Row): AuditEntryView {
  const personal = (row.data ?? {}) as { name?: string; before?: unknown; after?: unknown };
  return {
    seq: Number(row.seq),
    atMs: row.at.getTime(),
    action: row.action as AuditEntryView['action'],
    actor: {
      kind: row.actor_kind as AuditEntryView['actor']['kind'],
      id: row.actor_id,
      name: row.actor_name,
    },
    subject: {
      kind: row.subject_kind as AuditEntryView['subject']['kind'],
      id: row.subject_id,
      name: row.subject_name ?? personal.name ?? row.found_name,
    },
    storeName: row.store_name,
    before: putBack(row.before as PlainObject | null, personal.before),
    after: putBack(row.after as PlainObject | null, personal.after),
    ip: row.ip,
    device: row.device,
    originForgotten: row.origin_digest !== null && row.salt === null,
    requestId: row.request_id,
  };
}
