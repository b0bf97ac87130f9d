import type { EmployeeFeed } from '@jowi/contracts/sync/pull';
import type { Db, Row } from '../db/db.ts';
import { textOf, textOrNull } from '../db/rows.ts';
import type { EmployeeRole, EmployeeView } from '../views.ts';

/** salt as the server made it; verifier = the server's hash bound to this device (see pin.ts). */
export type PinRecord = { salt: string; verifier: string };

export class EmployeeStore {
  readonly #db: Db;
  readonly #bind: (pinHash: string) => string;

  /** `bind` turns the hash of the wire into what may lie on this disk. */
  constructor(db: Db, bind: (pinHash: string) => string) {
    this.#db = db;
    this.#bind = bind;
  }

  put({ id, name, role, active, pinSalt, pinHash }: EmployeeFeed): void {
    const verifier = pinSalt && pinHash ? this.#bind(pinHash) : null;
    this.#db
      .prepare(
        `INSERT INTO employee VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,
           role = excluded.role, active = excluded.active, pin_salt = excluded.pin_salt, pin_verifier = excluded.pin_verifier`,
      )
      .run(id, name, role, active ? 1 : 0, verifier ? pinSalt : null, verifier);
  }

  /** Those who can sign in here: active and with a PIN. */
  list(): EmployeeView[] {
    return this.#db
      .prepare('SELECT * FROM employee WHERE active = 1 AND pin_verifier IS NOT NULL ORDER BY name, id')
      .all()
      .map(viewOf);
  }

  findActive(id: string): (EmployeeView & { pin: PinRecord | null }) | null {
    const row = this.#db.prepare('SELECT * FROM employee WHERE id = ? AND active = 1').get(id);
    if (!row) return null;
    const salt = textOrNull(row, 'pin_salt');
    const verifier = textOrNull(row, 'pin_verifier');
    return { ...viewOf(row), pin: salt && verifier ? { salt, verifier } : null };
  }

  /** Also of somebody who has left: their name is on old receipts. */
  findName(id: string): string {
    const row = this.#db.prepare('SELECT name FROM employee WHERE id = ?').get(id);
    return row ? textOf(row, 'name') : '';
  }
}

function viewOf(row: Row): EmployeeView {
  return { id: textOf(row, 'id'), name: textOf(row, 'name'), role: textOf(row, 'role') as EmployeeRole };
}
