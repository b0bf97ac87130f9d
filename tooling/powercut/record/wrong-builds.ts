import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import type { Db } from '@jowi/till/db/db';
import { sayPaid } from './say-paid.ts';

type OpenDb = (path: string) => Db;

/** Mistakes a till could have been built with. Each is made here, around the real store, never in the product. */
export const WRONG_BUILDS = {
  /** What many drivers do by default: a commit waits for no disk. */
  'synchronous-normal': (open) => (path) => {
    const db = open(path);
    return wrapped(db, (run) => db.draft(run));
  },
  /** "Paid" is said when everything is written but the COMMIT. */
  'ack-before-commit': (open) => (path) => {
    const db = open(path);
    return wrapped(db, (run) =>
      db.transaction(() => {
        const value = run();
        if (isSale(value)) sayPaid({ ...value, ...value.payments[0]! }, value.lines);
        return value;
      }),
    );
  },
} as const satisfies Record<string, (open: OpenDb) => OpenDb>;

export type WrongBuild = keyof typeof WRONG_BUILDS;

function wrapped(db: Db, transaction: Db['transaction']): Db {
  return {
    prepare: (sql) => db.prepare(sql),
    exec: (sql) => db.exec(sql),
    draft: (run) => db.draft(run),
    checkpoint: () => db.checkpoint(),
    close: () => db.close(),
    transaction,
  };
}

function isSale(value: unknown): value is SaleV1 {
  return typeof value === 'object' && value !== null && 'payments' in value && 'receiptNumber' in value;
}
