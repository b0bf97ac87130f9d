import type { Consent, DataSubject } from '@jowi/contracts/http/personal-data';
import type { RoleLimits } from '@jowi/contracts/permissions';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { shortenPhone } from '../../platform/audit/mask-values.ts';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly active: boolean;
  readonly color: number;
  readonly hasPin: boolean;
  readonly userId: string | null;
  readonly roleKind: string;
  readonly roleName: string | null;
  readonly permissions: readonly string[];
  readonly limits: RoleLimits;
  readonly allStores: boolean;
  readonly stores: readonly string[];
  readonly isAnonymised: boolean;
  readonly consents: readonly Consent[];
}

/** What a business knows of its people, in its own tables. */
@Injectable()
export class PersonDataRepository {
  /** By name, those who left last. */
  async list(tx: KyselyTx, tenantId: string, id?: string): Promise<PersonRow[]> {
    const { rows } = await sql<PersonRow>`
      SELECT e.id, e.name, e.phone, e.active, e.color, e.pin_hash IS NOT NULL AS "hasPin", e.user_id AS "userId",
        r.kind AS "roleKind", r.name AS "roleName", r.permissions, r.limits, e.all_stores AS "allStores",
        a.employee_id IS NOT NULL AS "isAnonymised",
        ARRAY(SELECT s.name FROM employee_store es
          JOIN store s ON s.tenant_id = es.tenant_id AND s.id = es.store_id
          WHERE es.tenant_id = e.tenant_id AND es.employee_id = e.id AND es.active ORDER BY s.name) AS stores,
        (SELECT coalesce(json_agg(json_build_object('kind', c.kind, 'textVersion', c.text_version,
            'language', c.language, 'source', c.source,
            'atMs', floor(extract(epoch FROM c.at) * 1000)::bigint) ORDER BY c.at DESC, c.id DESC), '[]')
          FROM consent c WHERE c.tenant_id = e.tenant_id AND c.employee_id = e.id) AS consents
      FROM employee e
      JOIN role r ON r.tenant_id = e.tenant_id AND r.id = e.role_id
      LEFT JOIN anonymised_employee a ON a.tenant_id = e.tenant_id AND a.employee_id = e.id
      WHERE e.tenant_id = ${tenantId} ${id === undefined ? sql`` : sql`AND e.id = ${id}`}
      ORDER BY a.employee_id IS NOT NULL, e.active DESC, e.name, e.id`.execute(tx);
    return rows;
  }

  async find(tx: KyselyTx, tenantId: string, id: string): Promise<PersonRow | null> {
    return (await this.list(tx, tenantId, id))[0] ?? null;
  }

  /** Nobody hires, suspends or makes owners while this transaction looks at them: the lock of every change of people. */
  async lockPeople(tx: KyselyTx, tenantId: string): Promise<void> {
    await sql`SELECT FROM role WHERE tenant_id = ${tenantId} AND kind = 'owner' AND name IS NULL FOR UPDATE`.execute(
      tx,
    );
  }

  /** Owners of the whole business who can sign in, without this one. */
  async countOtherOwners(tx: KyselyTx, tenantId: string, exceptId: string): Promise<number> {
    const { rows } = await sql<{ count: bigint }>`
      SELECT count(*) AS count FROM employee e JOIN role r ON r.tenant_id = e.tenant_id AND r.id = e.role_id
      WHERE e.tenant_id = ${tenantId} AND e.id <> ${exceptId} AND e.active AND e.all_stores
        AND e.user_id IS NOT NULL AND r.kind = 'owner' AND r.name IS NULL`.execute(tx);
    return Number(rows[0]?.count ?? 0);
  }

  /** The number she is called by from now on. */
  async nextNumber(tx: KyselyTx, tenantId: string): Promise<number> {
    const { rows } = await sql<{ number: number }>`
      SELECT coalesce(max(number), 0) + 1 AS number FROM anonymised_employee WHERE tenant_id = ${tenantId}`.execute(
      tx,
    );
    return rows[0]?.number ?? 1;
  }

  /** Takes out everything that says who she was; every document that points at her stays. */
  async anonymise(
    tx: KyselyTx,
    tenantId: string,
    person: { id: string; userId: string | null; name: string; number: number; atMs: number },
  ): Promise<void> {
    const { id, userId, name, number, atMs } = person;
    const at = new Date(atMs);
    await tx
      .updateTable('employee')
      .set({ name, phone: null, pin_salt: null, pin_hash: null, user_id: null, active: false, color: 1 })
      .set({ version: sql`version + 1` })
      // A role of the business's own could never be deleted while she has it.
      .set({
        role_id: sql<string>`(SELECT b.id FROM role r JOIN role b ON b.tenant_id = r.tenant_id AND b.kind = r.kind
          AND b.name IS NULL WHERE r.tenant_id = employee.tenant_id AND r.id = employee.role_id)`,
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
    await tx
      .updateTable('consent')
      .set({ ip: null, device: null })
      .where('tenant_id', '=', tenantId)
      .where('employee_id', '=', id)
      .execute();
    await tx
      .deleteFrom('invitation')
      .where('tenant_id', '=', tenantId)
      .where('employee_id', '=', id)
      .execute();
    await sql`DELETE FROM audit_personal WHERE tenant_id = ${tenantId}
      AND (person_id = ${id} OR person_id = ${userId})`.execute(tx);
    await sql`DELETE FROM audit_origin o USING audit_log l WHERE o.tenant_id = ${tenantId} AND l.tenant_id = o.tenant_id
      AND l.seq = o.seq AND (l.actor_id = ${id} OR l.actor_id = ${userId})`.execute(tx);
    await tx
      .insertInto('anonymised_employee')
      .values({ tenant_id: tenantId, employee_id: id, number, at })
      .execute();
  }

  /** What she did, as counts: the books themselves are not hers to take along. */
  async countWork(tx: KyselyTx, tenantId: string, id: string): Promise<Record<string, number>> {
    const { rows } = await sql<Record<string, bigint>>`SELECT
      (SELECT count(*) FROM receipt WHERE tenant_id = ${tenantId} AND employee_id = ${id}) AS receipts,
      (SELECT count(*) FROM shift WHERE tenant_id = ${tenantId} AND employee_id = ${id}) AS shifts,
      (SELECT count(*) FROM delivery WHERE tenant_id = ${tenantId} AND employee_id = ${id}) AS deliveries,
      (SELECT count(*) FROM approval WHERE tenant_id = ${tenantId} AND approver_id = ${id}) AS approvals`.execute(
      tx,
    );
    return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([key, count]) => [key, Number(count)]));
  }
}

export function toDataSubject(row: PersonRow): DataSubject {
  return {
    employeeId: row.id,
    name: row.name,
    phone: row.phone === null ? null : shortenPhone(row.phone),
    active: row.active,
    isAnonymised: row.isAnonymised,
    isOwner: row.roleKind === 'owner' && row.roleName === null,
    consent: row.consents[0] ?? null,
  };
}
