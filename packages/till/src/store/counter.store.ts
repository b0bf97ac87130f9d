import type { LastNumbers } from '@jowi/contracts/sync/push';
import { assert } from '@jowi/domain/assert';
import type { Db } from '../db/db.ts';
import { intOf } from '../db/rows.ts';

/**
 * The next number of a kind, gapless from 1 or from where `raiseNumbers` put it. Only inside the transaction of the document that bears it: if that fails,
 * the number was never given.
 */
export function takeNumber(db: Db, name: 'receipt' | 'shift'): number {
  const row = db
    .prepare(
      `INSERT INTO counter VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
    )
    .get(name);
  assert(row, 'RETURNING returns a row');
  return intOf(row, 'value');
}

/**
 * The server knows of numbers that this disk does not (it is a restored or a new one): go on above them. Only inside the
 * transaction that takes over the identity they came with. Never lowers a counter.
 */
export function raiseNumbers(db: Db, last: LastNumbers): void {
  const raise = db.prepare(
    'INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)',
  );
  raise.run('receipt', last.receipt);
  raise.run('shift', last.shift);
}
