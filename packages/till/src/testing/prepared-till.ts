import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EmployeeFeed, TerminalSettings } from '@jowi/contracts/sync/pull';
import { tiyin } from '@jowi/domain/money';
import { migrate } from '../db/migrate.ts';
import { MIGRATIONS } from '../db/migrations/all.ts';
import { openSqlite } from '../db/sqlite-db.ts';
import { nodePorts } from '../node-ports.ts';
import { buildContext, type TillOptions } from '../open-till.ts';
import type { TillContext } from '../till-context.ts';
import { openShift } from '../use-cases/open-shift.usecase.ts';
import { sessionOf } from '../use-cases/sign-in.usecase.ts';
import { FakeFiscal, FakePrinter } from './fake-devices.ts';
import { SAMPLE_SETTINGS, sampleEmployee, sampleProduct } from './sample-shop.ts';

/** A till without server, fiscal module or printer: nothing it calls ever answers. */
export function offlineOptions(dataDir: string): TillOptions {
  return {
    ...nodePorts,
    dataDir,
    http: () => Promise.reject(new Error('no network')),
    fiscal: new FakeFiscal(),
    printer: new FakePrinter(),
    log: () => {},
  };
}

/**
 * Use cases on a real database file with a paired till, the first of `people` signed in, an open shift and `products`
 * products: what a bench or a test of one use case starts from. `openTill` on the same directory
 * (after `db.close()`) finds the same till.
 */
export function prepareTill(
  options: TillOptions,
  products = 20,
  people: readonly EmployeeFeed[] = [sampleEmployee()],
  settings: TerminalSettings = SAMPLE_SETTINGS,
): TillContext {
  mkdirSync(options.dataDir, { recursive: true });
  const db = (options.openDb ?? openSqlite)(join(options.dataDir, 'till.db'));
  migrate(db, MIGRATIONS);
  const till = buildContext(db, options);
  till.keys.ensurePublicKey();
  db.transaction(() => {
    till.meta.saveIdentity({ serverUrl: 'http://127.0.0.1:9', epoch: 1, settings });
    for (const person of people) till.employees.put(person);
    for (let i = 1; i <= products; i++) till.catalogue.put(sampleProduct(i), 1, 100_000n);
    till.meta.saveCursor('0');
  });
  till.session.current = sessionOf(till, till.employees.findActive(people[0]!.id)!);
  openShift(till, tiyin(5_000_000));
  return till;
}
