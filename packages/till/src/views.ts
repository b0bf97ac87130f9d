import type { Problem } from '@jowi/contracts/errors';
import type { Permission, RoleKind, RoleLimits } from '@jowi/contracts/permissions';
import type { ApprovableOperation } from '@jowi/contracts/sync/approval-v1';
import type { ChainHead } from '@jowi/contracts/sync/journal';

/**
 * What the till shows to the outside. Money is tiyin and quantities are thousandths, both as decimal strings:
 * these values cross IPC and WebSocket. `apps/pos` holds the zod twins of these types.
 */

export type Name = { ru: string; uz: string };
export type Unit = 'piece' | 'kg' | 'litre' | 'metre';

/** `busy`: working on its queue. `trouble`: the queue stands still, `problem` says why. */
export type LightView = { state: 'ok' | 'busy' | 'trouble'; queue: number; problem?: Problem };

/** What both sides hold of the shift that is open, or was closed last. */
export type ReconciliationView = {
  shiftNumber: number;
  closed: boolean;
  receiptsHere: number;
  statement: StatementView | null;
  /** behind: the rest is still to be sent; differs: the server does not hold what this till holds. null = nothing was said. */
  verdict: 'ok' | 'behind' | 'differs' | null;
  /** Sales of any shift that the server has not acknowledged, and when the oldest was made. */
  unsentReceipts: number;
  oldestUnsentAtMs: number | null;
};

export type DeviceState = {
  paired: boolean;
  terminalName: string;
  storeName: string;
  businessName: string;
  /** The server answered last time, or its stream is open. */
  online: boolean;
  /** What stands between the till and its server, where that can be told; null = nothing, or nobody knows. */
  obstacle: Problem | null;
  lastSyncAtMs: number | null;
  /** Journal entries the server has not acknowledged. */
  unsent: number;
  /** The completeness light: total is null until the server has said how many there are. */
  catalogue: { complete: boolean; have: number; total: number | null };
  fiscal: LightView;
  printer: LightView;
  /** Fingerprint of the key this till signs with, for whoever checks its journal; null = it has none. */
  keyFingerprint: string | null;
  /** End of this till's own chain. */
  head: ChainHead;
  /** The server's end of it; equal to `head` = the server holds everything. */
  serverHead: ChainHead | null;
  /** null = no shift was ever opened here. */
  reconciliation: ReconciliationView | null;
  /** Things a person must know and cannot mend by a click, e.g. till/copied. */
  notices: Problem[];
};

export type EmployeeView = {
  id: string;
  name: string;
  /** null = a kind this program has no word for. */
  role: RoleKind | null;
  /** The business's own name of the role; null = one of the five. */
  roleName: string | null;
  /** Of the circle with her initials, from 1. */
  color: number;
};

/** Who is at the till and what she may do here, the store's ceilings taken into account. */
export type SessionView = EmployeeView & { permissions: readonly Permission[]; limits: RoleLimits };

/**
 * Something beyond the seller's own limit. `unit` says in what `asked` and `limit` are counted: basis points of a price, or
 * thousandths of a unit beyond what is believed to be on the shelf.
 */
export type NeedView = {
  operation: ApprovableOperation;
  /** A line of the cart, or the product of a sale below zero; null = the whole receipt. */
  subjectId: string | null;
  unit: 'bps' | 'milli';
  asked: string;
  limit: string;
};

/** The operation that was refused last and waits for somebody's PIN, with those who may give it. */
export type ApprovalRequestView = NeedView & {
  /** What it is about; null = the whole receipt. */
  goods: { name: Name; unit: Unit } | null;
  approvers: EmployeeView[];
};

export type CartApprovalView = {
  operation: ApprovableOperation;
  subjectId: string | null;
  approverName: string;
};

export type ShiftView = {
  shiftId: string;
  shiftNumber: number;
  businessDate: string;
  openedAtMs: number;
  openedBy: string;
  floatTiyin: string;
};

/** What the server last said of a shift, signed and checked. */
export type StatementView = {
  receiptsHeld: number;
  receiptsClaimed: number;
  /** The first letters of the hash its chain ends with. */
  headShort: string;
  atMs: number;
  agrees: boolean;
};

/** X while the shift is open, Z once it is closed. */
export type ShiftReport = {
  shiftId: string;
  shiftNumber: number;
  businessDate: string;
  openedAtMs: number;
  closedAtMs: number | null;
  receiptCount: number;
  salesTiyin: string;
  vatTiyin: string;
  discountTiyin: string;
  cashTiyin: string;
  floatTiyin: string;
  expectedTiyin: string;
  countedTiyin: string | null;
  discrepancyTiyin: string | null;
  firstReceiptNumber: number | null;
  lastReceiptNumber: number | null;
  /** null = the server has said nothing of this shift yet. */
  statement: StatementView | null;
};

export type DiscountView = { kind: 'percent'; bps: number } | { kind: 'amount'; tiyin: string };

export type CartLineView = {
  lineId: string;
  productId: string;
  name: Name;
  barcode: string | null;
  unit: Unit;
  qtyMilli: string;
  unitPriceTiyin: string;
  grossTiyin: string;
  /** What `discount` takes off, without the line's shares of the receipt's discount and of cash rounding. */
  lineDiscountTiyin: string;
  /** Everything taken off: gross less net. */
  discountTiyin: string;
  netTiyin: string;
  vatTiyin: string;
  stockEstimateMilli: string | null;
  discount: DiscountView | null;
};

export type CartView = {
  lines: CartLineView[];
  receiptDiscount: DiscountView | null;
  grossTiyin: string;
  /** Everything taken off, cash rounding included. */
  discountTiyin: string;
  roundingTiyin: string;
  totalTiyin: string;
  vatTiyin: string;
  suggestedTendersTiyin: string[];
  /** What stands in the way of paying: a cart may hold it, a sale may not. */
  needs: NeedView[];
  /** What was allowed for this cart. */
  approvals: CartApprovalView[];
};

export type AddedView = { cart: CartView; lineId: string };

export type PaidView = {
  receiptId: string;
  receiptNumber: number;
  totalTiyin: string;
  tenderedTiyin: string;
  changeTiyin: string;
};

export type FiscalMarkView = {
  terminalId: string;
  receiptSeq: string;
  dateTime: string;
  fiscalSign: string;
  qrUrl: string;
};

export type ReceiptSummaryView = {
  receiptId: string;
  receiptNumber: number;
  occurredAtMs: number;
  totalTiyin: string;
  lineCount: number;
  fiscal: 'pending' | 'done' | 'refused';
  printed: 'pending' | 'done' | 'trouble';
};

export type ReceiptView = ReceiptSummaryView & {
  /** The shop's own lines above and below, as a repeat would print them now. */
  header: string[];
  footer: string[];
  cashierName: string;
  lines: Omit<CartLineView, 'stockEstimateMilli'>[];
  grossTiyin: string;
  /** Everything taken off, cash rounding included. */
  discountTiyin: string;
  roundingTiyin: string;
  vatTiyin: string;
  tenderedTiyin: string;
  changeTiyin: string;
  mark: FiscalMarkView | null;
};

export type ProductView = {
  id: string;
  name: Name;
  sku: string;
  priceTiyin: string;
  unit: Unit;
  barcode: string | null;
  stockEstimateMilli: string | null;
};
