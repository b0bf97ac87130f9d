import type { Role, RoleInput, RoleList, RoleUpdate } from '@jowi/contracts/http/roles';
import { MAX_ROLES } from '@jowi/contracts/http/roles';
import { completePermissions } from '@jowi/contracts/permissions';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation } from '../../platform/db/database-error.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { covers } from './authority.ts';
import { type RoleFields, type RoleRow, RolesRepository } from './roles.repository.ts';
import { type EmployeeRow, StaffRepository } from './staff.repository.ts';

/** What may be done here, as roles. The owner's stays whole, or a business could lock itself out. */
@Injectable()
export class SaveRoleUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly staff: StaffRepository,
    private readonly roles: RolesRepository,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async list(asker: Person): Promise<RoleList> {
    const [roles, me] = await this.db.withTenant(asker.tenantId, (tx) =>
      Promise.all([
        this.roles.list(tx, asker.tenantId),
        this.staff.find(tx, asker.tenantId, asker.employeeId),
      ]),
    );
    if (!me) throw new ProblemError('auth/required');
    return { items: roles.map((role) => roleView(role, me)) };
  }

  /** @throws ProblemError auth/forbidden, roles/* */
  create(asker: Person, { kind, ...input }: RoleInput): Promise<Role> {
    const fields = { ...input, permissions: completePermissions(input.permissions) };
    const id = newId(this.clock.nowMs());
    return this.#run(asker, async (tx, me) => {
      refuseBeyond(me, fields);
      if ((await this.roles.list(tx, asker.tenantId)).length >= MAX_ROLES)
        throw new ProblemError('roles/too-many', { params: { max: MAX_ROLES } });
      await this.roles.insert(tx, asker.tenantId, id, kind, fields);
      return this.#finish(tx, asker, me, id, null);
    });
  }

  /** @throws ProblemError auth/forbidden, common/not-found, roles/* */
  update(asker: Person, id: string, { version, ...input }: RoleUpdate): Promise<Role> {
    const wanted = { ...input, permissions: completePermissions(input.permissions) };
    return this.#run(asker, async (tx, me) => {
      const role = await this.#get(tx, asker, id);
      if (!covers(me, role)) throw new ProblemError('roles/above-you');
      const fields = isOwners(role) ? onlySecondFactor(role, wanted) : wanted;
      if ((role.name === null) !== (fields.name === null))
        throw new ProblemError('roles/built-in', { field: 'name' });
      if (!isOwners(role) && role.id === me.roleId) throw new ProblemError('roles/own');
      refuseBeyond(me, fields);
      if (!(await this.roles.update(tx, asker.tenantId, { id, version }, fields)))
        throw new ProblemError('roles/version-conflict');
      return this.#finish(tx, asker, me, id, role);
    });
  }

  /** @throws ProblemError auth/forbidden, common/not-found, roles/* */
  delete(asker: Person, id: string, version: number): Promise<void> {
    return this.#run(asker, async (tx, me) => {
      const role = await this.#get(tx, asker, id);
      if (role.name === null) throw new ProblemError('roles/built-in');
      if (!covers(me, role)) throw new ProblemError('roles/above-you');
      if (role.employeeCount > 0)
        throw new ProblemError('roles/in-use', { params: { count: role.employeeCount } });
      if (!(await this.roles.delete(tx, asker.tenantId, { id, version })))
        throw new ProblemError('roles/version-conflict');
      await this.trail.record(tx, {
        action: 'roles/delete',
        subject: { kind: 'role', id, name: role.name },
        before: factsOf(role),
      });
    });
  }

  async #run<T>(asker: Person, work: (tx: KyselyTx, me: EmployeeRow) => Promise<T>): Promise<T> {
    const { tenantId, employeeId } = asker;
    try {
      return await this.db.withTenant(tenantId, async (tx) => {
        await this.staff.lock(tx, tenantId);
        const me = await this.staff.find(tx, tenantId, employeeId);
        if (!me?.active) throw new ProblemError('auth/required');
        if (!managesRoles(me)) throw new ProblemError('auth/forbidden');
        return work(tx, me);
      });
    } catch (error) {
      if (isUniqueViolation(error, 'role_name'))
        throw new ProblemError('roles/name-taken', { field: 'name', cause: error });
      throw error;
    }
  }

  async #get(tx: KyselyTx, asker: Person, id: string): Promise<RoleRow> {
    const role = await this.roles.find(tx, asker.tenantId, id);
    if (!role) throw new ProblemError('common/not-found');
    return role;
  }

  async #finish(
    tx: KyselyTx,
    asker: Person,
    me: EmployeeRow,
    id: string,
    before: RoleRow | null,
  ): Promise<Role> {
    const role = await this.#get(tx, asker, id);
    await this.trail.record(tx, {
      action: before ? 'roles/edit' : 'roles/create',
      subject: { kind: 'role', id, name: role.name ?? role.kind },
      ...(before && { before: factsOf(before) }),
      after: factsOf(role),
    });
    return roleView(role, me);
  }
}

function roleView(role: RoleRow, me: EmployeeRow): Role {
  const isMine = role.id === me.roleId;
  const mayGive = covers(me, role);
  return {
    ...role,
    permissions: [...role.permissions],
    isMine,
    mayGive,
    mayEdit: managesRoles(me) && mayGive && (!isMine || isOwners(role)),
  };
}

/** Roles hold in every store: they are not for somebody who works in some of them only. */
function managesRoles({ permissions, storeIds }: EmployeeRow): boolean {
  return permissions.includes('roles/manage') && storeIds === null;
}

function isOwners({ kind, name }: Pick<RoleRow, 'kind' | 'name'>): boolean {
  return kind === 'owner' && name === null;
}

/** @throws ProblemError roles/owner-fixed */
function onlySecondFactor(owners: RoleRow, wanted: RoleFields): RoleFields {
  const { name, permissions, limits } = owners;
  const asIs = JSON.stringify([name, [...permissions].sort(), Object.entries(limits).sort()]);
  const asked = JSON.stringify([
    wanted.name,
    [...wanted.permissions].sort(),
    Object.entries(wanted.limits).sort(),
  ]);
  if (asIs !== asked) throw new ProblemError('roles/owner-fixed');
  return { name, permissions, limits, secondFactor: wanted.secondFactor };
}

/** @throws ProblemError roles/more-than-you */
function refuseBeyond(me: EmployeeRow, fields: RoleFields): void {
  if (covers(me, fields)) return;
  const isBeyond = fields.permissions.some((it) => !me.permissions.includes(it));
  throw new ProblemError('roles/more-than-you', { field: isBeyond ? 'permissions' : 'limits' });
}

function factsOf({ name, kind, permissions, limits, secondFactor }: RoleRow): object {
  return { name, kind, permissions: [...permissions].sort(), limits, secondFactor };
}
