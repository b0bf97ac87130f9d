import { randomBytes } from 'node:crypto';
import { uuidV7 } from '@jowi/domain/ids';

/** An id for a row made here; sorts by time. */
export function newId(nowMs: number): string {
  return uuidV7(nowMs, randomBytes(10));
}
