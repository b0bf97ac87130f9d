import type { TillEvent } from './events.ts';
import type { Result } from './result.ts';
import type {
  AddedView,
  CartView,
  DeviceState,
  DiscountView,
  EmployeeView,
  PaidView,
  ProductView,
  ReceiptSummaryView,
  ReceiptView,
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
  signIn(params: { employeeId: string; pin: string }): Answer<{ employee: EmployeeView }>;
  signOut(): Answer<null>;
  current(): Answer<EmployeeView | null>;
};

export type ShiftDomain = {
  current(): Answer<ShiftView | null>;
  open(params: { floatTiyin: string }): Answer<ShiftView>;
  close(params: { countedTiyin: string }): Answer<ShiftReport>;
  report(): Answer<ShiftReport>;
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
  readonly catalogue: CatalogueDomain;
  /** Says that something changed, never what; returns the way to stop listening. */
  on(event: TillEvent, listener: () => void): () => void;
  /** Stops workers and closes the file. Whatever was answered before is on the disk. */
  close(): Promise<void>;
};
