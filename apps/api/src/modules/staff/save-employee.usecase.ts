import type {
  Employee,
  EmployeeInput,
  EmployeeUpdate,
  EmployeeWithPin,
  PinChange,
} from '@jowi/contracts/http/staff';
import { isWeakPin } from '@jowi/domain/pin';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { covers, coversStores } from './authority.ts';
import { ChangeStaff } from './change-staff.ts';
import { InvitationsRepository } from './invitations.repository.ts';
import { hashPin, makePin, type PinHash } from './pin-hash.ts';
import { RolesRepository } from './roles.repository.ts';
import { type EmployeeFields, type EmployeeRow, StaffRepository } from './staff.repository.ts';

/** Who works here, as what and where. Nobody gives more than she has, nor changes her own role or one above her. */
@Injectable()
export class SaveEmployeeUseCase {
  constructor(
    private readonly change: ChangeStaff,
    private readonly staff: StaffRepository,
    private readonly roles: RolesRepository,
    private readonly invitations: InvitationsRepository,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError common/not-found, staff/* */
  async create(asker: Person, { pin: choice, ...fields }: EmployeeInput): Promise<EmployeeWithPin> {
    const { pin, hash } = await choosePin(choice);
    const id = newId(this.clock.nowMs());
    const employee = await this.change.run(asker, async (tx, me) => {
      await this.#checkGiven(tx, asker, me, fields);
      await this.staff.insert(tx, asker.tenantId, id, fields, hash);
      return this.#finish(tx, asker, id, 'staff/create', null);
    });
    return { employee, pin };
  }

  /** @throws ProblemError common/not-found, staff/* */
  update(asker: Person, id: string, { version, ...fields }: EmployeeUpdate): Promise<Employee> {
    const { tenantId } = asker;
    return this.change.run(asker, async (tx, me) => {
      const target = await this.change.getTarget(tx, asker, me, id);
      if (target.version !== version) throw new ProblemError('staff/version-conflict');
      if (target.id === me.id) refuseOwnPromotion(target, fields);
      else await this.#checkGiven(tx, asker, me, fields);
      if (fields.roleId !== target.roleId || (fields.storeIds !== null && target.storeIds === null))
        await this.change.keepAnOwner(tx, tenantId, target);
      if (fields.phone !== target.phone) {
        if (target.userId !== null) throw new ProblemError('staff/phone-of-account', { field: 'phone' });
        // The link went to the old number.
        await this.invitations.withdraw(tx, tenantId, id, this.clock.nowMs());
      }
      if (!(await this.staff.update(tx, tenantId, { id, version, before: target.storeIds }, fields)))
        throw new ProblemError('staff/version-conflict');
      return this.#finish(tx, asker, id, 'staff/edit', target);
    });
  }

  /** @throws ProblemError common/not-found, staff/* */
  async setPin(asker: Person, id: string, { version, pin: choice }: PinChange): Promise<EmployeeWithPin> {
    const { pin, hash } = await choosePin(choice);
    const employee = await this.change.run(asker, async (tx, me) => {
      const target = await this.change.getTarget(tx, asker, me, id);
      if (!(await this.staff.setPin(tx, asker.tenantId, { id, version }, hash)))
        throw new ProblemError('staff/version-conflict');
      const view = await this.change.view(tx, asker, id);
      await this.trail.record(tx, {
        action: 'staff/pin',
        subject: { kind: 'employee', id, name: target.name },
        before: { hasPin: target.hasPin },
        after: { hasPin: hash !== null, changed: true },
      });
      return view;
    });
    return { employee, pin };
  }

  /** A role and stores that the one who gives them has herself. */
  async #checkGiven(tx: KyselyTx, asker: Person, me: EmployeeRow, { roleId, storeIds }: EmployeeFields) {
    const role = await this.roles.find(tx, asker.tenantId, roleId);
    if (!role) throw new ProblemError('common/not-found', { field: 'roleId' });
    if (!covers(me, role)) throw new ProblemError('staff/role-above-you', { field: 'roleId' });
    if (!coversStores(me.storeIds, storeIds))
      throw new ProblemError('staff/stores-beyond-yours', { field: 'storeIds' });
    if (storeIds && (await this.staff.countStores(tx, asker.tenantId, storeIds)) !== new Set(storeIds).size)
      throw new ProblemError('common/not-found', { field: 'storeIds' });
  }

  async #finish(
    tx: KyselyTx,
    asker: Person,
    id: string,
    action: 'staff/create' | 'staff/edit',
    before: EmployeeRow | null,
  ): Promise<Employee> {
    const view = await this.change.view(tx, asker, id);
    const after = await this.staff.find(tx, asker.tenantId, id);
    await this.trail.record(tx, {
      action,
      subject: { kind: 'employee', id, name: view.name },
      ...(before && { before: factsOf(before) }),
      after: factsOf(after as EmployeeRow),
    });
    return view;
  }
}

/** What the log says of an employee. */
export function factsOf({ name, phone, color, roleId, roleKind, roleName, storeIds }: EmployeeRow): object {
  return { name, phone, color, roleId, role: roleName ?? roleKind, storeIds };
}

/** One may change one's own name and colour. @throws ProblemError staff/own-role */
function refuseOwnPromotion(me: EmployeeRow, { roleId, storeIds }: EmployeeFields): void {
  const sorted = (ids: readonly string[] | null) => JSON.stringify(ids && [...ids].sort());
  if (roleId !== me.roleId) throw new ProblemError('staff/own-role', { field: 'roleId' });
  if (sorted(storeIds) !== sorted(me.storeIds))
    throw new ProblemError('staff/own-role', { field: 'storeIds' });
}

/** `pin` is what is shown once. @throws ProblemError staff/pin-weak */
async function choosePin(choice: string | null): Promise<{ pin: string | null; hash: PinHash | null }> {
  if (choice === null) return { pin: null, hash: null };
  if (choice === 'generate') {
    const pin = makePin();
    return { pin, hash: await hashPin(pin) };
  }
  if (isWeakPin(choice)) throw new ProblemError('staff/pin-weak', { field: 'pin' });
  return { pin: null, hash: await hashPin(choice) };
}
