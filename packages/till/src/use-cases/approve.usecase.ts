import type { ApprovalV1 } from '@jowi/contracts/sync/approval-v1';
import { limitsWithin } from '@jowi/contracts/sync/rights';
import { verifyPin } from '../device/pin.ts';
import { LENT_PINS } from '../device/pin-lock.ts';
import { TillError } from '../result.ts';
import type { CartApproval, Need, NeedRequest } from '../store/cart-approvals.ts';
import { type Employee, employeeView } from '../store/employee.store.ts';
import { authorise, type TillContext } from '../till-context.ts';
import type { ApprovalRequestView } from '../views.ts';
import { needView } from './needs.ts';

const MAX_REASON = 200;

export type ApproveParams = {
  operation: string;
  subjectId: string | null;
  /** null = whoever the PIN belongs to, of those who may. */
  approverId: string | null;
  pin: string;
  reason: string;
};

/** What waits for a PIN, with everybody here who may give it; null = nothing does. */
export function approvalRequest(till: TillContext): ApprovalRequestView | null {
  const request = findRequest(till);
  if (!request) return null;
  const approvers = listApprovers(till, request).map(employeeView);
  return { ...needView(request), goods: goodsOf(till, request), approvers };
}

function goodsOf(
  { cart, catalogue }: TillContext,
  { operation, subjectId }: NeedRequest,
): ApprovalRequestView['goods'] {
  if (subjectId === null) return null;
  const goods =
    operation === 'sell-below-zero'
      ? catalogue.findById(subjectId)
      : cart.current.lines.find((line) => line.lineId === subjectId);
  return goods ? { name: goods.name, unit: goods.unit } : null;
}

/**
 * Lends a colleague's limits for one operation on this cart. The signed fact and what it opens are on the disk, in one
 * transaction, before it answers; the operation itself follows, as often as it is refused for another reason. Works without
 * any network. Throws `till/reason-missing`, `till/approval-not-needed`, `till/approver-unfit`, `till/approver-unclear`,
 * `till/pin-wrong`, `till/pin-locked`.
 */
export async function approve(till: TillContext, params: ApproveParams): Promise<CartApproval> {
  const asker = authorise(till, 'till/sell');
  // Half a character, typed or cut, could not be signed.
  const reason = params.reason.trim().slice(0, MAX_REASON).toWellFormed();
  if (reason === '') throw new TillError('till/reason-missing');
  const request = findRequest(till);
  if (request?.operation !== params.operation || request.subjectId !== params.subjectId) {
    throw new TillError('till/approval-not-needed');
  }
  const approver = await findApprover(till, request, params);
  // Checking took a moment, in which lines, rights and people may have changed.
  if (
    till.session.asked !== request ||
    till.session.current?.id !== asker.id ||
    till.cart.id !== request.cartId
  ) {
    throw new TillError('till/approval-not-needed');
  }
  return record(till, request, approver, reason);
}

function findRequest({ session, cart }: TillContext): NeedRequest | null {
  const { asked, current } = session;
  return asked && asked.cartId === cart.id && asked.askerId === current?.id ? asked : null;
}

/** Those whose own limits reach that far and who may lend them; never the asker herself. */
function listApprovers({ employees, meta }: TillContext, request: NeedRequest): Employee[] {
  const ceilings = meta.getIdentity().settings.limits;
  return employees.list().filter(({ id, rights }) => {
    if (id === request.askerId || !rights.permissions.includes('till/approve')) return false;
    return reaches(request, { ...rights, limits: limitsWithin(rights.limits, ceilings) });
  });
}

function reaches({ operation, asked }: Need, { permissions, limits }: Employee['rights']): boolean {
  switch (operation) {
    case 'line-discount':
    case 'receipt-discount':
      return permissions.includes('till/discount') && asked <= limits.discountBps;
    case 'sell-below-zero':
      return permissions.includes('till/sell-below-zero');
  }
}

/**
 * The one the PIN belongs to. Every try counts twice before the PIN is looked at: against the colleague named, as when
 * she signs in, and against this till, so that tries are not to be had by going from one colleague to the next.
 */
async function findApprover(
  till: TillContext,
  request: NeedRequest,
  { approverId, pin }: ApproveParams,
): Promise<Employee> {
  const { pinLock } = till;
  const fit = listApprovers(till, request);
  const named = approverId === null ? null : fit.find(({ id }) => id === approverId);
  if (named === undefined) throw new TillError('till/approver-unfit');
  // First: whoever names somebody locked is not to lock everybody else's PINs with her.
  if (named) pinLock.check(named.id);
  const left = Math.min(pinLock.spend(LENT_PINS), named ? pinLock.spend(named.id) : Number.POSITIVE_INFINITY);
  const candidates = named ? [named] : fit.filter(({ id }) => !pinLock.isLocked(id));
  const right: Employee[] = [];
  for (const candidate of candidates) if (await isPinOf(till, candidate, pin)) right.push(candidate);
  const [approver, another] = right;
  if (!approver) throw pinLock.refusal(left, LENT_PINS, ...(named ? [named.id] : []));
  pinLock.giveBack();
  if (another) throw new TillError('till/approver-unclear');
  if (named) pinLock.forgive(named.id);
  // As it is now: she may have been suspended, or given other limits, while her PIN was looked at.
  const still = listApprovers(till, request).find(({ id }) => id === approver.id);
  if (still?.pin?.verifier !== approver.pin?.verifier || !still) throw new TillError('till/approver-unfit');
  return still;
}

async function isPinOf(till: TillContext, { pin: record }: Employee, pin: string): Promise<boolean> {
  return record !== null && (await verifyPin(till, pin, record));
}

function record(till: TillContext, request: NeedRequest, approver: Employee, reason: string): CartApproval {
  const { operation, subjectId, unit, asked, limit, terms, cartId, askerId } = request;
  const approvalId = till.newId();
  const fact: ApprovalV1 = {
    ...{ approvalId, cartId, operation, subjectId, unit },
    asked: String(asked),
    limit: String(limit),
    reason,
    employeeId: askerId,
    approverId: approver.id,
    occurredAtMs: till.trusted.now(),
    // Beyond the contract: exactly what was allowed, for whoever looks into it later.
    terms,
  };
  const approval: CartApproval = {
    approvalId,
    cartId,
    operation,
    subjectId,
    asked,
    approverId: approver.id,
    terms,
  };
  till.db.transaction(() => {
    till.journal.append('ApprovalV1', fact);
    till.cart.approvals.insertInTransaction(approval);
  });
  till.cart.approvals.believe(approval);
  till.session.asked = null;
  till.events.emit('journaled', 'cart-changed', 'device-changed');
  return approval;
}
