import { type EmployeeFeed, zEmployeeFeed } from '@jowi/contracts/sync/pull';
import { isRoleKind, type Rights, rightsOf } from '@jowi/contracts/sync/rights';
import type { Db, Row } from '../db/db.ts';
import { intOf, jsonOf, textOf, textOrNull } from '../db/rows.ts';
import { TillError } from '../result.ts';
import type { EmployeeView } from '../views.ts';

/** salt as the server made it; verifier = the server's hash bound to this device (see pin.ts). */
export type PinRecord = { salt: string; verifier: string };

export type Employee = EmployeeView & { rights: Rights; pin: PinRecord | null };

const zStoredRights = zEmployeeFeed.pick({ permissions: true, limits: true });

export class EmployeeStore {
  readonly #db: Db;
  readonly #bind: (pinHash: string) => string;

  /** `bind` turns the hash of the wire into what may lie on this disk. */
  constructor(db: Db, bind: (pinHash: string) => string) {
    this.#db = db;
    this.#bind = bind;
  }

  /** What is not here of a role, a permission or a limit is kept as it came: a newer program may know it. */
  put({
    id,
    name,
    role,
    roleName,
    permissions,
    limits,
    color,
    active,
    pinSalt,
    pinHash,
  }: EmployeeFeed): void {
    const verifier = pinSalt && pinHash ? this.#bind(pinHash) : null;
    this.#db
      .prepare(
        `INSERT INTO employee (id, name, role, active, pin_salt, pin_verifier, permissions, limits, role_name, color)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,
           role = excluded.role, active = excluded.active, pin_salt = excluded.pin_salt, pin_verifier = excluded.pin_verifier,
           permissions = excluded.permissions, limits = excluded.limits, role_name = excluded.role_name, color = excluded.color`,
      )
      .run(
        id,
        name,
        role,
        active ? 1 : 0,
        verifier ? pinSalt : null,
        verifier,
        permissions ? JSON.stringify(permissions) : null,
        limits ? JSON.stringify(limits) : null,
        roleName ?? null,
        color ?? 1,
      );
  }

  /** Nobody works here until the server says so again. */
  leaveAll(): void {
    this.#db.prepare('UPDATE employee SET active = 0').run();
  }

  /** Those who can sign in here: active, with a PIN, and with something to do at a till. */
  list(): Employee[] {
    return this.#db
      .prepare('SELECT * FROM employee WHERE active = 1 AND pin_verifier IS NOT NULL ORDER BY name, id')
      .all()
      .map(employeeOf)
      .filter(worksAtTills);
  }

  findActive(id: string): Employee | null {
    const row = this.#db.prepare('SELECT * FROM employee WHERE id = ? AND active = 1').get(id);
    const employee = row && employeeOf(row);
    return employee && worksAtTills(employee) ? employee : null;
  }

  /** Also of somebody who has left: their name is on old receipts. */
  findName(id: string): string {
    const row = this.#db.prepare('SELECT name FROM employee WHERE id = ?').get(id);
    return row ? textOf(row, 'name') : '';
  }
}

/** What of an employee may leave the engine. */
export function employeeView({ id, name, role, roleName, color }: EmployeeView): EmployeeView {
  return { id, name, role, roleName, color };
}

function worksAtTills({ rights }: Employee): boolean {
  return rights.permissions.some((permission) => permission.startsWith('till/'));
}

function employeeOf(row: Row): Employee {
  const role = textOf(row, 'role');
  const salt = textOrNull(row, 'pin_salt');
  const verifier = textOrNull(row, 'pin_verifier');
  const stored = zStoredRights.safeParse({
    ...(row.permissions !== null && { permissions: jsonOf(row, 'permissions') }),
    ...(row.limits !== null && { limits: jsonOf(row, 'limits') }),
  });
  if (!stored.success) throw new TillError('till/disk-error', { table: 'employee' }, stored.error);
  return {
    id: textOf(row, 'id'),
    name: textOf(row, 'name'),
    role: isRoleKind(role) ? role : null,
    roleName: textOrNull(row, 'role_name'),
    color: intOf(row, 'color'),
    rights: rightsOf({ role, ...stored.data }),
    pin: salt && verifier ? { salt, verifier } : null,
  };
}
