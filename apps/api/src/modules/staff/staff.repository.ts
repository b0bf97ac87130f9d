import { type Permission, type RoleKind, zRoleLimits } from '@jowi/contracts/permissions';
import { Injectable } from '@nestjs/common';
import { type SqlBool, sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import type { Reach } from './authority.ts';
import type { PinHash } from './pin-hash.ts';

/** An employee with her role, as the database has her. */
export interface EmployeeRow extends Reach {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly phone: string | null;
  readonly color: number;
  readonly active: boolean;
  readonly roleId: string;
  readonly roleKind: RoleKind;
  readonly roleName: string | null;
  readonly hasPin: boolean;
  readonly userId: string | null;
  readonly invitation: { readonly id: string; readonly expiresAtMs: number } | null;
}

export interface StaffFilter {
  /** One who is limited to stores sees those who work in one of them. */
  readonly visibleStores: readonly string[] | null;
  readonly id?: string;
  readonly search?: string;
  readonly active?: boolean;
  readonly roleId?: string;
  readonly storeId?: string;
  readonly after?: { readonly name: string; readonly id: string };
  readonly limit?: number;
}

export interface EmployeeFields {
  readonly name: string;
  readonly phone: string | null;
  readonly color: number;
  readonly roleId: string;
  readonly storeIds: readonly string[] | null;
}

@Injectable()
export class StaffRepository {
  /**
   * Changes of people and roles in one business happen one after another: what a rule has looked at (who is the last
   * owner, what a role may do) stays so until the commit. First thing in the transaction.
   */
  async lock(tx: KyselyTx, tenantId: string): Promise<void> {
    await sql`SELECT FROM role WHERE tenant_id = ${tenantId} AND kind = 'owner' AND name IS NULL FOR UPDATE`.execute(
      tx,
    );
  }

  async find(tx: KyselyTx, tenantId: string, id: string): Promise<EmployeeRow | null> {
    const [row] = await this.list(tx, tenantId, { visibleStores: null, id });
    return row ?? null;
  }

  /** By name. One statement. */
  async list(tx: KyselyTx, tenantId: string, filter: StaffFilter): Promise<EmployeeRow[]> {
    const { visibleStores, id, search, active, roleId, storeId, after, limit } = filter;
    let query = tx
      .selectFrom('employee as e')
      .innerJoin('role as r', (join) =>
        join.onRef('r.tenant_id', '=', 'e.tenant_id').onRef('r.id', '=', 'e.role_id'),
      )
      .leftJoin('invitation as i', (join) =>
        join
          .onRef('i.tenant_id', '=', 'e.tenant_id')
          .onRef('i.employee_id', '=', 'e.id')
          .on('i.accepted_at', 'is', null)
          .on('i.withdrawn_at', 'is', null),
      )
      .select(['e.id', 'e.version', 'e.name', 'e.phone', 'e.color', 'e.active', 'e.all_stores', 'e.user_id'])
      .select(['r.id as role_id', 'r.kind', 'r.name as role_name', 'r.permissions', 'r.limits'])
      .select(['i.id as invitation_id', 'i.expires_at'])
      .select(sql<boolean>`e.pin_hash IS NOT NULL`.as('has_pin'))
      .select(
        sql<string[]>`array(SELECT s.store_id::text FROM employee_store s
          WHERE s.tenant_id = e.tenant_id AND s.employee_id = e.id AND s.active ORDER BY s.store_id)`.as(
          'store_ids',
        ),
      )
      .where('e.tenant_id', '=', tenantId)
      // Who was made anonymous is in the books and nowhere else.
      .where(
        sql<SqlBool>`NOT EXISTS (SELECT FROM anonymised_employee a
          WHERE a.tenant_id = e.tenant_id AND a.employee_id = e.id)`,
      )
      .orderBy('e.name')
      .orderBy('e.id');
    if (id !== undefined) query = query.where('e.id', '=', id);
    if (active !== undefined) query = query.where('e.active', '=', active);
    if (roleId !== undefined) query = query.where('e.role_id', '=', roleId);
    if (visibleStores) query = query.where(worksInOneOf(visibleStores));
    if (storeId !== undefined) query = query.where(worksInOneOf([storeId]));
    if (search)
      query = query.where(sql<SqlBool>`(e.name ILIKE ${like(search)} OR e.phone LIKE ${likeDigits(search)})`);
    if (after) query = query.where(sql<SqlBool>`(e.name, e.id) > (${after.name}, ${after.id}::uuid)`);
    if (limit !== undefined) query = query.limit(limit);
    const rows = await query.execute();
    return rows.map((row) => ({
      id: row.id,
      version: row.version,
      name: row.name,
      phone: row.phone,
      color: row.color,
      active: row.active,
      roleId: row.role_id,
      roleKind: row.kind as RoleKind,
      roleName: row.role_name,
      permissions: row.permissions as Permission[],
      limits: zRoleLimits.parse(row.limits),
      storeIds: row.all_stores ? null : row.store_ids,
      hasPin: row.has_pin,
      userId: row.user_id,
      invitation:
        row.invitation_id && row.expires_at
          ? { id: row.invitation_id, expiresAtMs: row.expires_at.getTime() }
          : null,
    }));
  }

  /** Which of these stores the one who asks may see. */
  async countStores(tx: KyselyTx, tenantId: string, storeIds: readonly string[]): Promise<number> {
    const { count } = await tx
      .selectFrom('store')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', storeIds)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Owners who could put things right alone: active, of all stores, with a way to sign in. */
  async countOwners(tx: KyselyTx, tenantId: string, exceptId: string): Promise<number> {
    const { count } = await tx
      .selectFrom('employee as e')
      .innerJoin('role as r', (join) =>
        join.onRef('r.tenant_id', '=', 'e.tenant_id').onRef('r.id', '=', 'e.role_id'),
      )
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('e.tenant_id', '=', tenantId)
      .where('e.id', '<>', exceptId)
      .where('e.active', '=', true)
      .where('e.all_stores', '=', true)
      .where('e.user_id', 'is not', null)
      .where('r.kind', '=', 'owner')
      .where('r.name', 'is', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async insert(tx: KyselyTx, tenantId: string, id: string, employee: EmployeeFields, pin: PinHash | null) {
    await tx
      .insertInto('employee')
      .values({ tenant_id: tenantId, id, ...columnsOf(employee), ...pinColumns(pin) })
      .execute();
    await this.#writeStores(tx, tenantId, id, employee.storeIds, false);
  }

  /** False when she is not there in this version. `before`: the stores she has had. */
  async update(
    tx: KyselyTx,
    tenantId: string,
    { id, version, before }: { id: string; version: number; before: Reach['storeIds'] },
    employee: EmployeeFields,
  ): Promise<boolean> {
    if (!(await this.#change(tx, tenantId, { id, version }, columnsOf(employee)))) return false;
    await this.#writeStores(tx, tenantId, id, employee.storeIds, before === null);
    return true;
  }

  setPin(tx: KyselyTx, tenantId: string, place: { id: string; version: number }, pin: PinHash | null) {
    return this.#change(tx, tenantId, place, pinColumns(pin));
  }

  setActive(tx: KyselyTx, tenantId: string, place: { id: string; version: number }, active: boolean) {
    return this.#change(tx, tenantId, place, { active });
  }

  /** Gives her the account; false when she has one, or does not work any more. */
  async setUser(tx: KyselyTx, tenantId: string, id: string, userId: string): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('employee')
      .set((eb) => ({ user_id: userId, version: eb('version', '+', 1) }))
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('user_id', 'is', null)
      .where('active', '=', true)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async #change(
    tx: KyselyTx,
    tenantId: string,
    { id, version }: { id: string; version: number },
    columns: object,
  ): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('employee')
      .set({ ...columns, version: version + 1 })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  /** Stores she is taken away from stay as rows that are not active: the tills there must learn of it. */
  async #writeStores(
    tx: KyselyTx,
    tenantId: string,
    employeeId: string,
    storeIds: readonly string[] | null,
    wasEverywhere: boolean,
  ): Promise<void> {
    if (storeIds === null) return;
    const chosen = [...storeIds];
    await sql`
      INSERT INTO employee_store (tenant_id, employee_id, store_id, active)
      SELECT tenant_id, ${employeeId}::uuid, id, id = ANY (${chosen}::uuid[]) FROM store
      WHERE tenant_id = ${tenantId} AND (id = ANY (${chosen}::uuid[]) OR ${wasEverywhere})
      ON CONFLICT (tenant_id, employee_id, store_id) DO UPDATE SET active = excluded.active`.execute(tx);
    await sql`
      UPDATE employee_store SET active = false WHERE tenant_id = ${tenantId} AND employee_id = ${employeeId}
        AND active AND store_id <> ALL (${chosen}::uuid[])`.execute(tx);
  }
}

function worksInOneOf(storeIds: readonly string[]) {
  return sql<SqlBool>`(e.all_stores OR EXISTS (SELECT FROM employee_store w WHERE w.tenant_id = e.tenant_id
    AND w.employee_id = e.id AND w.active AND w.store_id = ANY (${[...storeIds]}::uuid[])))`;
}

function columnsOf({ name, phone, color, roleId, storeIds }: EmployeeFields) {
  return { name, phone, color, role_id: roleId, all_stores: storeIds === null };
}

function pinColumns(pin: PinHash | null) {
  return { pin_salt: pin?.salt ?? null, pin_hash: pin?.hash ?? null };
}

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Text without digits finds no phone. */
function likeDigits(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits === '' ? '' : `%${digits}%`;
}
