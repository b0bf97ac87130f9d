import type { Permission } from '@jowi/contracts/permissions';
import type { Db } from './db/db.ts';
import type { DeviceKeys } from './device/device-keys.ts';
import type { HashPin } from './device/pin.ts';
import type { PinLock } from './device/pin-lock.ts';
import type { TrustedClock } from './device/trusted-clock.ts';
import type { TillEvents } from './events.ts';
import type { Journal } from './journal/journal.ts';
import type { Clock, Http, Log, PrinterPort, Scheduler } from './ports.ts';
import { TillError } from './result.ts';
import type { CartStore } from './store/cart.store.ts';
import type { NeedRequest } from './store/cart-approvals.ts';
import type { CatalogueStore } from './store/catalogue.store.ts';
import type { EmployeeStore } from './store/employee.store.ts';
import type { FiscalOutboxStore } from './store/fiscal-outbox.store.ts';
import type { MetaStore } from './store/meta.store.ts';
import type { NoticeStore } from './store/notice.store.ts';
import type { PrintOutboxStore } from './store/print-outbox.store.ts';
import type { ReceiptStore } from './store/receipt.store.ts';
import type { ShiftStore } from './store/shift.store.ts';
import type { StatementStore } from './store/statement.store.ts';
import type { SessionView } from './views.ts';

/** Who is at the till; only in memory, so after a restart the PIN is asked for again. */
export type Session = {
  current: SessionView | null;
  /** What was refused last and may be allowed by a colleague's PIN. */
  asked: NeedRequest | null;
};

/** What use cases work with. Built once by `openTill`; a use case takes what it needs. */
export type TillContext = {
  readonly db: Db;
  readonly clock: Clock;
  readonly trusted: TrustedClock;
  readonly scheduler: Scheduler;
  readonly http: Http;
  readonly log: Log;
  readonly printer: PrinterPort;
  readonly events: TillEvents;
  /** A new UUIDv7. */
  readonly newId: () => string;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly keys: DeviceKeys;
  readonly hashPin: HashPin;
  readonly meta: MetaStore;
  readonly journal: Journal;
  readonly notices: NoticeStore;
  readonly catalogue: CatalogueStore;
  readonly employees: EmployeeStore;
  readonly pinLock: PinLock;
  readonly shifts: ShiftStore;
  readonly receipts: ReceiptStore;
  readonly cart: CartStore;
  readonly fiscalOutbox: FiscalOutboxStore;
  readonly printOutbox: PrintOutboxStore;
  readonly statements: StatementStore;
  readonly session: Session;
};

/**
 * Who is at the till, if she may do this: the one question every use case asks first. Beyond a limit is another question
 * (`needs.ts`). Throws `auth/terminal-revoked`, `till/not-signed-in`, `till/not-allowed`.
 */
export function authorise({ session, notices }: TillContext, permission: Permission): SessionView {
  refuseRevoked(notices);
  if (!session.current) throw new TillError('till/not-signed-in');
  if (!session.current.permissions.includes(permission)) {
    throw new TillError('till/not-allowed', { permission });
  }
  return session.current;
}

/**
 * A till that was switched off in the back office is locked from the moment it hears of it, restarts included, until it is
 * paired anew; what it sold stays and is sent then. Throws `auth/terminal-revoked`.
 */
export function refuseRevoked(notices: NoticeStore): void {
  if (notices.has('auth/terminal-revoked')) throw new TillError('auth/terminal-revoked');
}
