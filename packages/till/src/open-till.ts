import { join } from 'node:path';
import { uuidV7 } from '@jowi/domain/ids';
import type { Db } from './db/db.ts';
import { migrate } from './db/migrate.ts';
import { MIGRATIONS } from './db/migrations/all.ts';
import { openSqlite } from './db/sqlite-db.ts';
import { DeviceKeys } from './device/device-keys.ts';
import { makeDataDir } from './device/directory.ts';
import { bindPinHash, type HashPin, scryptPin } from './device/pin.ts';
import { PinLock } from './device/pin-lock.ts';
import { type PrivateFiles, privateFilesIn } from './device/private-file.ts';
import { TrustedClock } from './device/trusted-clock.ts';
import { approvalDomain } from './domains/approval-domain.ts';
import { catalogueDomain } from './domains/catalogue-domain.ts';
import { deviceDomain } from './domains/device-domain.ts';
import { saleDomain } from './domains/sale-domain.ts';
import { sessionDomain } from './domains/session-domain.ts';
import { shiftDomain } from './domains/shift-domain.ts';
import { TillEvents } from './events.ts';
import { startHousekeeping } from './housekeeping.ts';
import { Journal } from './journal/journal.ts';
import { nodePorts } from './node-ports.ts';
import type { Clock, FiscalPort, Http, Log, PrinterPort, RandomBytes, Scheduler } from './ports.ts';
import { CartStore } from './store/cart.store.ts';
import { CatalogueStore } from './store/catalogue.store.ts';
import { EmployeeStore } from './store/employee.store.ts';
import { FiscalOutboxStore } from './store/fiscal-outbox.store.ts';
import { MetaStore } from './store/meta.store.ts';
import { NoticeStore } from './store/notice.store.ts';
import { PrintOutboxStore } from './store/print-outbox.store.ts';
import { ReceiptStore } from './store/receipt.store.ts';
import { ShiftStore } from './store/shift.store.ts';
import { StatementStore } from './store/statement.store.ts';
import { SyncRunner } from './sync/sync-runner.ts';
import type { Till } from './till.ts';
import type { TillContext } from './till-context.ts';
import { FiscalWorker } from './workers/fiscal.worker.ts';
import { PrintWorker } from './workers/print.worker.ts';

const CLOSE_PATIENCE_MS = 2_000;

export type TillOptions = {
  /** Where the database and the two key files live; made when missing. */
  dataDir: string;
  clock: Clock;
  /** Node's own timers unless given. */
  scheduler?: Scheduler;
  random: RandomBytes;
  http: Http;
  fiscal: FiscalPort;
  printer: PrinterPort;
  log: Log;
  /** Another way to open the file: an encrypting build, or a test that makes statements fail. */
  openDb?: (path: string) => Db;
  /** Files in `dataDir` unless given. */
  privateFiles?: PrivateFiles;
  /** As the server hashes PINs unless given. */
  hashPin?: HashPin;
};

/**
 * Opens the till on its data directory and starts its workers. There is one till per directory.
 * Throws a `TillError`: `till/already-running`, `till/database-newer`, `till/disk-full`, `till/disk-error`.
 */
export function openTill(options: TillOptions): Till {
  // A simulated machine keeps nothing in files.
  if (!options.openDb || !options.privateFiles) makeDataDir(options.dataDir);
  const db = (options.openDb ?? openSqlite)(join(options.dataDir, 'till.db'));
  try {
    migrate(db, MIGRATIONS);
    return startTill(buildContext(db, options), options.fiscal);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The engine without its workers: benches and tools measure use cases on it. */
export function buildContext(db: Db, options: TillOptions): TillContext {
  const { clock, random, http, log, printer, scheduler = nodePorts.scheduler } = options;
  const meta = new MetaStore(db);
  const { dataDir, privateFiles = privateFilesIn(dataDir), hashPin = scryptPin } = options;
  const keys = new DeviceKeys(privateFiles, random);
  const trusted = new TrustedClock(clock, meta.getClockOffsetMs(), (offsetMs) =>
    db.transaction(() => meta.saveClockOffsetMs(offsetMs)),
  );
  const journal = new Journal(db, keys, meta);
  const newId = () => uuidV7(trusted.now(), random(10));
  return {
    db,
    clock,
    trusted,
    scheduler,
    http,
    log,
    printer,
    keys,
    hashPin,
    meta,
    journal,
    events: new TillEvents(log),
    newId,
    random: () => Buffer.from(random(4)).readUInt32LE() / 2 ** 32,
    notices: new NoticeStore(db),
    catalogue: new CatalogueStore(db),
    employees: new EmployeeStore(db, (pinHash) => bindPinHash(pinHash, keys.secret)),
    pinLock: new PinLock(db, clock),
    shifts: new ShiftStore(db),
    receipts: new ReceiptStore(db, journal),
    cart: new CartStore(db, newId),
    fiscalOutbox: new FiscalOutboxStore(db),
    printOutbox: new PrintOutboxStore(db),
    statements: new StatementStore(db),
    session: { current: null, asked: null },
  };
}

function startTill(context: TillContext, fiscalPort: FiscalPort): Till {
  const { events, db } = context;
  const sync = new SyncRunner(context);
  const fiscal = new FiscalWorker(context, fiscalPort);
  const print = new PrintWorker(context, fiscal, () => sync.online);
  events.on('fiscal-queued', () => fiscal.kick());
  events.on('print-queued', () => print.kick());
  // A Z may be waiting for it.
  events.on('stated', () => print.kick());
  const stopHousekeeping = startHousekeeping(context);
  // What was left over when the program last ended.
  fiscal.kick();
  print.kick();
  sync.start();
  return {
    device: deviceDomain(context, { sync, fiscal, print }),
    session: sessionDomain(context),
    shift: shiftDomain(context),
    sale: saleDomain(context),
    approval: approvalDomain(context),
    catalogue: catalogueDomain(context),
    on: (event, listener) => events.on(event, listener),
    close: async () => {
      stopHousekeeping();
      sync.stop();
      // A device under way is given a moment to answer; what it says later is asked for at the next start.
      let cancel = () => {};
      const patience = new Promise<void>((resolve) => {
        cancel = context.scheduler(resolve, CLOSE_PATIENCE_MS);
      });
      await Promise.race([Promise.all([fiscal.stop(), print.stop()]), patience]);
      cancel();
      db.close();
    },
  };
}
