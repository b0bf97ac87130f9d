import type { ReconcileRequest } from '@jowi/contracts/sync/reconcile-v1';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import type { Shift } from '../store/shift.store.ts';
import type { StoredStatement } from '../store/statement.store.ts';
import type { TillContext } from '../till-context.ts';

/** Which shift the server is to be asked about next. `urgent`: it was closed, and somebody waits for its Z. */
export type Question = { shift: Shift; closed: boolean; urgent: boolean };

/** A difference is asked about again after so long: somebody in the office may have mended it. */
const ASK_AGAIN_MS = 10 * 60_000;

/**
 * The shift closed last comes first, once; then in turn what goes on now and what was closed before and never stated,
 * a till that was away for a month has a month of it. null = the server has said everything it can.
 */
export function nextQuestion(till: TillContext, isTurnOfPast: boolean): Question | null {
  const { shifts, statements } = till;
  const open = shifts.findOpen();
  const closed = shifts.findLastClosed();
  const last = closed && statements.find(closed.shiftId);
  if (closed && !isSettled(last) && !isAbout(till, last))
    return { shift: closed, closed: true, urgent: true };

  const present = openQuestion(till, open) ?? (open ? null : mendedQuestion(till, closed, last));
  if (present && !isTurnOfPast) return present;
  const past = shifts.findUnstated();
  return past ? { shift: past, closed: true, urgent: false } : present;
}

function openQuestion(till: TillContext, shift: Shift | null): Question | null {
  if (!shift || isAbout(till, till.statements.find(shift.shiftId))) return null;
  return { shift, closed: false, urgent: false };
}

function mendedQuestion(
  till: TillContext,
  shift: Shift | null,
  last: StoredStatement | null,
): Question | null {
  if (!shift || last?.verdict !== 'differs') return null;
  const ageMs = Math.abs(till.trusted.now() - last.receivedAtMs);
  return ageMs < ASK_AGAIN_MS ? null : { shift, closed: true, urgent: false };
}

/** Said after the Z, and nothing that is still to be sent can change it. */
function isSettled(last: StoredStatement | null): boolean {
  return last?.claim.shift?.closed === true && last.verdict !== 'behind' && last.claim.unsent === 0;
}

/** The statement is of what both sides hold now, or of a difference that was asked about a moment ago. */
function isAbout(till: TillContext, last: StoredStatement | null): boolean {
  if (!last) return false;
  const { journal, meta, trusted } = till;
  const server = meta.findServerHead();
  const isSameHere = last.claim.head.hash === journal.head().hash;
  const isSameThere = server === null || server.hash === last.statement.head.hash;
  // The office was told of entries that were on their way: it is told that they have gone.
  const isSent = last.claim.unsent > 0 && journal.countUnsent() === 0;
  const isOld = last.verdict !== 'ok' && Math.abs(trusted.now() - last.receivedAtMs) >= ASK_AGAIN_MS;
  return isSameHere && isSameThere && !isSent && !isOld;
}

/** What this till holds of the shift and of its journal, all of one moment. */
export function makeClaim(till: TillContext, { shift, closed }: Question): ReconcileRequest {
  const { journal, shifts, receipts, newId } = till;
  const head = journal.head();
  return {
    wire: WIRE_VERSION,
    claimId: newId(),
    head,
    entries: journal.countEpoch(head.epoch),
    unsent: journal.countUnsent(),
    oldestUnsentAtMs: receipts.findUnsent().oldestAtMs,
    shift: {
      shiftId: shift.shiftId,
      shiftNumber: shift.shiftNumber,
      closed,
      ...shifts.figures(shift.shiftId),
    },
  };
}
