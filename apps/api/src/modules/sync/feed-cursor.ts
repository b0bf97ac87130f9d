import { ProblemError } from '../../platform/errors/problem-error.ts';

/** Position in one kind of fed rows: everything up to and including (xid, id) has been read. */
export type FeedPosition = { xid: bigint; id: string };
/** Opaque to tills; each kind of row moves at its own pace. */
export type FeedCursor = { products: FeedPosition; stock: FeedPosition; employees: FeedPosition };

const NIL = '00000000-0000-0000-0000-000000000000';

/** "Everything of transactions before `xid` has been read": no row has the nil id. */
export const before = (xid: bigint): FeedPosition => ({ xid, id: NIL });

/** `<xid>.<uuid>` three times, joined by `_`. */
export function encodeCursor({ products, stock, employees }: FeedCursor): string {
  return [products, stock, employees].map(({ xid, id }) => `${xid}.${id}`).join('_');
}

/**
 * Throws `common/validation` on a cursor that lies ahead of everything: this database has not written it (it was restored
 * or moved, and counts its transactions anew). The till loads again, where it would else wait for ever.
 */
export function refuseAhead(cursor: FeedCursor, horizon: bigint): void {
  if (Object.values(cursor).some(({ xid }) => xid > horizon)) throw badCursor();
}

const PART = /^(\d{1,19})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** Throws `common/validation` on a cursor this server did not write. */
export function decodeCursor(text: string): FeedCursor {
  const [products, stock, employees, ...rest] = text.split('_').map(parsePosition);
  if (!products || !stock || !employees || rest.length > 0) throw badCursor();
  return { products, stock, employees };
}

function parsePosition(text: string): FeedPosition {
  const match = PART.exec(text);
  if (!match) throw badCursor();
  return { xid: BigInt(match[1]!), id: match[2]! };
}

function badCursor(): ProblemError {
  return new ProblemError('common/validation', { field: 'cursor' });
}
