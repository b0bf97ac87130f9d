import { type Permission, ROLE_KINDS, type RoleKind, zRoleLimits } from '@jowi/contracts/permissions';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import type { Powers } from './authority.ts';

export interface RoleRow extends Powers {
  readonly id: string;
  readonly version: number;
  readonly kind: RoleKind;
  readonly name: string | null;
  readonly secondFactor: boolean;
  readonly employeeCount: number;
}

export type RoleFields = Pick<RoleRow, 'name' | 'permissions' | 'limits' | 'secondFactor'>;

@Injectable()
export class RolesRepository {
  /** The five in their order, then the business's own by name. One statement. */
  async list(tx: KyselyTx, tenantId: string, id?: string): Promise<RoleRow[]> {
    const rows = await tx
      .selectFrom('role as r')
      .select(['r.id', 'r.version', 'r.kind', 'r.name', 'r.permissions', 'r.limits', 'r.second_factor'])
      .select((eb) =>
        eb
          .selectFrom('employee as e')
          .whereRef('e.tenant_id', '=', 'r.tenant_id')
          .whereRef('e.role_id', '=', 'r.id')
          .select((e) => e.fn.countAll<bigint>().as('count'))
          .as('employees'),
      )
      .where('r.tenant_id', '=', tenantId)
      .$if(id !== undefined, (query) => query.where('r.id', '=', id as string))
      .orderBy('r.name')
      .execute();
    const roles = rows.map((row) => ({
      id: row.id,
      version: row.version,
      kind: row.kind as RoleKind,
      name: row.name,
      permissions: row.permissions as Permission[],
      limits: zRoleLimits.parse(row.limits),
      secondFactor: row.second_factor,
      employeeCount: Number(row.employees ?? 0),
    }));
    const place = ({ name, kind }: RoleRow) => (name === null ? ROLE_KINDS.indexOf(kind) : ROLE_KINDS.length);
    return roles.sort((a, b) => place(a) - place(b));
  }

  async find(tx: KyselyTx, tenantId: string, id: string): Promise<RoleRow | null> {
    return (await this.list(tx, tenantId, id))[0] ?? null;
  }

  async insert(tx: KyselyTx, tenantId: string, id: string, kind: RoleKind, role: RoleFields): Promise<void> {
    await tx
      .insertInto('role')
      .values({ tenant_id: tenantId, id, kind, ...columnsOf(role) })
      .execute();
  }

  /** False when it is not there in this version. */
  async update(
    tx: KyselyTx,
    tenantId: string,
    { id, version }: { id: string; version: number },
    role: RoleFields,
  ): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('role')
      .set({ ...columnsOf(role), version: version + 1 })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  /** False when it is not there in this version. */
  async delete(
    tx: KyselyTx,
    tenantId: string,
    { id, version }: { id: string; version: number },
  ): Promise<boolean> {
    const { numDeletedRows } = await tx
      .deleteFrom('role')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }
}

function columnsOf({ name, permissions, limits, secondFactor }: RoleFields) {
  return { name, permissions: [...permissions], limits: JSON.stringify(limits), second_factor: secondFactor };
}
