import { verifyPin } from '../device/pin.ts';
import type { TillContext } from '../till-context.ts';
import type { EmployeeView } from '../views.ts';

/**
 * Works without any network. Throws `till/pin-wrong` (left), `till/pin-locked` (minutes); somebody unknown, gone or
 * without a PIN is told the same as with a wrong one.
 */
export async function signIn(till: TillContext, employeeId: string, pin: string): Promise<EmployeeView> {
  till.meta.getIdentity();
  // The try is on disk before the PIN is looked at: pulling the plug does not give it back.
  const left = till.pinLock.spend(employeeId);
  const employee = till.employees.findActive(employeeId);
  const right = employee?.pin ? await verifyPin(pin, employee.pin, till.keys.secret) : false;
  // Checking takes a moment, in which a pull may have brought other news of her.
  const isStill = till.employees.findActive(employeeId)?.pin?.verifier === employee?.pin?.verifier;
  if (!employee || !right || !isStill) throw till.pinLock.refusal(employeeId, left);
  till.pinLock.forgive(employeeId);
  const { id, name, role } = employee;
  till.session.current = { id, name, role };
  till.events.emit('session-changed');
  return till.session.current;
}

export function signOut(till: TillContext): void {
  till.session.current = null;
  till.events.emit('session-changed');
}

/** Somebody switched off in the back office is out at the next pull. */
export function dropStaleSession({ session, employees, events }: TillContext): void {
  if (!session.current || employees.findActive(session.current.id)) return;
  session.current = null;
  events.emit('session-changed');
}
