import type { TillEvent } from './events.ts';
import type { Result } from './result.ts';
import type {
  AddedView,
  ApprovalRequestView,
  CartView,
  DeviceState,
  DiscountView,
  EmployeeView,
  PaidView,
  ProductView,
  ReceiptSummaryView,
  ReceiptView,
  SessionView,
  ShiftReport,
  ShiftView,
} from './views.ts';

type Answer<T> = Promise<Result<T>>;

export type DeviceDomain = {
  state(): Answer<DeviceState>;
  serverUrl(): Answer<string | null>;
  pair(params: { code: string; serverUrl: string }): Answer<null>;
};

export type SessionDomain = {
  employees(): Answer<EmployeeView[]>;
  signIn(params: { employeeId: string; pin: string }): Answer<{ employee: SessionView }>;
  signOut(): Answer<null>;
  current(): Answer<SessionView | null>;
};

export type ApprovalDomain = {
  /** What was refused last with `till/approval-needed` and still waits. */
  request(): Answer<ApprovalRequestView | null>;
  /**
   * Allows it, by the PIN of `approverId` or, when null, of any who may. On the disk when it answers; whoever asked does it
   * again. The figures are the till's own: nobody can ask for one thing and have another approved.
   */
  approve(params: {
    operation: string;
    subjectId: string | null;
    approverId: string | null;
    pin: string;
    reason: string;
  }): Answer<{ approvalId: string; approverName: string }>;
};

export type ShiftDomain = {
  current(): Answer<ShiftView | null>;
  open(params: { floatTiyin: string }): Answer<ShiftView>;
  close(params: { countedTiyin: string }): Answer<ShiftReport>;
  report(): Answer<ShiftReport>;
  /** The Z of a closed shift once more, as a copy. */
  printReport(params: { shiftId: string }): Answer<null>;
};

export type SaleDomain = {
  cart(): Answer<CartView>;
  scan(params: { code: string }): Answer<AddedView>;
  addProduct(params: { productId: string; qtyMilli?: string | undefined }): Answer<AddedView>;
  setQuantity(params: { lineId: string; qtyMilli: string }): Answer<CartView>;
  setLineDiscount(params: { lineId: string; discount: DiscountView | null }): Answer<CartView>;
  setReceiptDiscount(params: { discount: DiscountView | null }): Answer<CartView>;
  removeLine(params: { lineId: string }): Answer<CartView>;
  clear(): Answer<CartView>;
  /** Durable when it answers. */
  payCash(params: { tenderedTiyin: string }): Answer<PaidView>;
  receipts(params: { limit: number }): Answer<ReceiptSummaryView[]>;
  receipt(params: { receiptId: string }): Answer<ReceiptView>;
  reprint(params: { receiptId: string }): Answer<null>;
};

export type CatalogueDomain = {
  search(params: { text: string; limit: number }): Answer<ProductView[]>;
};

/** The engine as hosts see it: the same under Electron and under the kiosk server. */
export type Till = {
  readonly device: DeviceDomain;
  readonly session: SessionDomain;
  readonly shift: ShiftDomain;
  readonly sale: SaleDomain;
  readonly approval: ApprovalDomain;
  readonly catalogue: CatalogueDomain;
  /** Says that something changed, never what; returns the way to stop listening. */
  on(event: TillEvent, listener: () => void): () => void;
  /** Stops workers and closes the file. Whatever was answered before is on the disk. */
  close(): Promise<void>;
};
