import { limitsWithin } from '@jowi/contracts/sync/rights';
import { verifyPin } from '../device/pin.ts';
import { type Employee, employeeView } from '../store/employee.store.ts';
import { refuseRevoked, type TillContext } from '../till-context.ts';
import type { SessionView } from '../views.ts';

/**
 * Works without any network. Throws `till/pin-wrong` (left), `till/pin-locked` (minutes); somebody unknown, gone or
 * without a PIN is told the same as with a wrong one.
 */
export async function signIn(till: TillContext, employeeId: string, pin: string): Promise<SessionView> {
  till.meta.getIdentity();
  refuseRevoked(till.notices);
  // The try is on disk before the PIN is looked at: pulling the plug does not give it back.
  const left = till.pinLock.spend(employeeId);
  const employee = till.employees.findActive(employeeId);
  const right = employee?.pin ? await verifyPin(till, pin, employee.pin) : false;
  // Checking takes a moment, in which a pull may have brought other news of her.
  const now = till.employees.findActive(employeeId);
  const isStill = now?.pin?.verifier === employee?.pin?.verifier;
  if (!now || !right || !isStill) throw till.pinLock.refusal(left, employeeId);
  till.pinLock.forgive(employeeId);
  const current = sessionOf(till, now);
  till.session.current = current;
  till.session.asked = null;
  till.events.emit('session-changed', 'cart-changed');
  return current;
}

export function signOut(till: TillContext): void {
  till.session.current = null;
  till.session.asked = null;
  till.events.emit('session-changed');
}

/**
 * A pull may bring other news of the person at the till: somebody switched off in the back office is out, rights and
 * limits are those of now.
 */
export function renewSession(till: TillContext): void {
  const { session, employees, events } = till;
  if (!session.current) return;
  const employee = employees.findActive(session.current.id);
  if (!employee) {
    signOut(till);
    return;
  }
  const renewed = sessionOf(till, employee);
  if (JSON.stringify(renewed) === JSON.stringify(session.current)) return;
  session.current = renewed;
  events.emit('session-changed', 'cart-changed');
}

/** Who she is and what she may do in this store. */
export function sessionOf({ meta }: TillContext, employee: Employee): SessionView {
  const { permissions, limits } = employee.rights;
  const ceilings = meta.getIdentity().settings.limits;
  return { ...employeeView(employee), permissions, limits: limitsWithin(limits, ceilings) };
}
