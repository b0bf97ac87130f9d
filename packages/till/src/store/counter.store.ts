import { assert } from '@jowi/domain/assert';
import type { Db } from '../db/db.ts';
import { intOf } from '../db/rows.ts';

/**
 * The next number of a kind, from 1, gapless. Only inside the transaction of the document that bears it: if that fails,
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
