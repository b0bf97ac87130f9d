/** A request as it reaches the server, and its answer; the network between is the simulation's. */
export type SimRequest = {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};
export type SimResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A snapshot too comes whole: cutting it off is the network's part. */
  readonly body: string;
};

/**
 * Where a transaction is. `began`: nothing written; `writing`: everything written, nothing committed; `committed`: all of
 * it is durable and the answer is not sent.
 */
export type ServerStep = 'began' | 'writing' | 'committed';

/** Everything the server has from outside. */
export type SimEnvironment = {
  nowMs(): number;
  randomBytes(length: number): Uint8Array;
  /**
   * A crash point: called at each of the steps of every transaction of a request (model only). It may call `crash()`, or
   * wait: others run meanwhile, the transaction stays open.
   */
  atStep?(step: ServerStep): void | Promise<void>;
  /** Why a request was answered with 500 or more: what the server would have logged as an error. */
  atFailure?(error: unknown): void;
};

export type EmployeeSeed = {
  readonly name: string;
  readonly role: 'owner' | 'manager' | 'cashier';
  /** 4 digits. */
  readonly pin: string;
};
export type ProductSeed = {
  readonly sku: string;
  readonly name: string;
  readonly barcode: string | null;
  readonly priceTiyin: bigint;
  readonly vatRateBps: number | null;
  readonly unit: 'piece' | 'kg';
  /** Lots on the shelf from the start, oldest first; cost of the whole lot. */
  readonly lots: readonly LotSeed[];
};
export type LotSeed = { readonly qtyMilli: bigint; readonly costTiyin: bigint };
export type TenantSeed = {
  readonly name: string;
  readonly employees: readonly EmployeeSeed[];
  readonly products: readonly ProductSeed[];
  readonly negativeStock?: 'allow' | 'warn' | 'pin' | 'block';
};
export type SimTenant = {
  readonly tenantId: string;
  readonly storeId: string;
  readonly warehouseId: string;
  readonly employees: readonly (EmployeeSeed & { readonly id: string })[];
  readonly products: readonly (ProductSeed & { readonly id: string })[];
};

/** A transaction of somebody that stays open while others commit. */
export type OpenChange = {
  /** False: the server crashed meanwhile, and the change was lost. */
  commit(): Promise<boolean>;
  abort(): Promise<void>;
};

/** What people do in the back office of one business. Rejects when the server crashes before the commit. */
export interface SimOffice {
  createTerminal(name: string): Promise<{ terminalId: string; pairingCode: string }>;
  /** A new code for a terminal there is, e.g. for a till that lost its key. */
  createPairingCode(terminalId: string): Promise<string>;
  revokeTerminal(terminalId: string): Promise<void>;
  addProduct(product: ProductSeed): Promise<string>;
  changePrice(productId: string, priceTiyin: bigint): Promise<void>;
  archiveProduct(productId: string): Promise<void>;
  /** Cost of the whole quantity. */
  postDelivery(productId: string, lot: LotSeed): Promise<void>;
  suspendEmployee(employeeId: string): Promise<void>;
  /** The change is written and not committed: the feed must skip neither it nor what commits meanwhile. */
  beginPriceChange(productId: string, priceTiyin: bigint): Promise<OpenChange>;
}

export interface SimServer {
  /**
   * The real assertions, zod schemas and use cases; refusals as the real filter answers them. Never throws. null: the
   * server crashed before it answered, whatever was committed by then stays.
   */
  handle(request: SimRequest): Promise<SimResponse | null>;
  /** Calls the listener after each commit that a pull of this tenant would bring something of. */
  onPoke(tenantId: string, listener: () => void): () => void;
  createTenant(seed: TenantSeed): Promise<SimTenant>;
  office(tenantId: string): SimOffice;
  /** What is in flight rolls back and is never answered; open changes of the office too. Serves again at once. */
  crash(): void;
  books(tenantId: string): Promise<Books>;
  /** The same whatever order several tills' entries came in, from both stores, without ids and times of the server. */
  stateHash(tenantId: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * All facts of one business, plain (JSON keeps it), each list in an order of its own keys. Money and quantities are
 * decimal strings. Ids are those tills made, of products, employees and terminals; the server's own do not show.
 */
export type Books = {
  readonly journal: readonly JournalFact[];
  readonly chains: readonly ChainFact[];
  readonly quarantine: readonly QuarantineFact[];
  readonly receipts: readonly ReceiptFact[];
  readonly marks: readonly MarkFact[];
  readonly approvals: readonly ApprovalFact[];
  readonly shifts: readonly ShiftFact[];
  /** What tills last claimed of a shift beside what was held of it then. */
  readonly reconciliations: readonly ReconciliationFact[];
  readonly lots: readonly LotFact[];
  readonly movements: readonly MovementFact[];
  readonly balances: readonly BalanceFact[];
  readonly postings: readonly PostingFact[];
  readonly products: readonly ProductFact[];
  readonly employees: readonly { readonly id: string; readonly active: boolean }[];
  readonly terminals: readonly TerminalFact[];
  /** Entries, and how many things are wrong with their chain (0). */
  readonly audit: { readonly actions: readonly string[]; readonly damage: number };
};

type Place = { readonly terminalId: string; readonly epoch: number; readonly seq: number };
export type JournalFact = Place & {
  readonly kind: string;
  readonly hash: string;
  readonly prevHash: string;
  /** As it was received. */
  readonly payload: unknown;
  readonly outcome: 'posted' | 'quarantined';
};
export type ChainFact = Place & { readonly hash: string };
export type QuarantineFact = Place & {
  readonly kind: string;
  readonly hash: string;
  readonly reason: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly entry: unknown;
};
export type ReceiptFact = Place & {
  readonly receiptId: string;
  readonly receiptNumber: number;
  readonly shiftId: string;
  readonly employeeId: string;
  readonly businessDate: string;
  readonly occurredAtMs: number;
  readonly grossTiyin: string;
  readonly discountTiyin: string;
  readonly totalTiyin: string;
  readonly vatTiyin: string;
  readonly costTiyin: string;
  readonly flags: readonly string[];
  readonly lines: readonly ReceiptLineFact[];
  readonly payments: readonly PaymentFact[];
};
export type ReceiptLineFact = {
  readonly lineId: string;
  readonly productId: string;
  readonly qtyMilli: string;
  readonly unitPriceTiyin: string;
  readonly grossTiyin: string;
  readonly discountTiyin: string;
  readonly netTiyin: string;
  readonly vatTiyin: string;
  readonly costTiyin: string;
};
export type PaymentFact = {
  readonly paymentId: string;
  readonly kind: string;
  readonly amountTiyin: string;
  readonly tenderedTiyin: string;
  readonly changeTiyin: string;
};
export type MarkFact = Place & {
  readonly receiptId: string;
  readonly fiscalTerminalId: string;
  readonly fiscalReceiptSeq: string;
  readonly fiscalSign: string;
};
export type ApprovalFact = Place & {
  readonly approvalId: string;
  readonly operation: string;
  readonly employeeId: string;
  readonly approverId: string;
  readonly receiptId: string | null;
};
export type ShiftFact = Place & {
  readonly shiftId: string;
  readonly shiftNumber: number;
  readonly businessDate: string;
  readonly floatTiyin: string;
  readonly closed: {
    readonly epoch: number;
    readonly seq: number;
    readonly countedTiyin: string;
    readonly expectedTiyin: string;
    readonly discrepancyTiyin: string;
    readonly receiptCount: number;
    readonly salesTiyin: string;
    readonly vatTiyin: string;
  } | null;
};
export type ReconciliationFact = {
  readonly terminalId: string;
  readonly shiftId: string;
  readonly closed: boolean;
  readonly claimed: FiguresFact;
  readonly held: FiguresFact;
  readonly missing: readonly (readonly number[])[];
  readonly quarantined: number;
  readonly head: { readonly epoch: number; readonly seq: number; readonly hash: string };
  readonly disagreements: readonly string[];
  readonly hasLost: boolean;
};
export type FiguresFact = {
  readonly count: number;
  readonly totalTiyin: string;
  readonly vatTiyin: string;
  readonly firstNumber: number | null;
  readonly lastNumber: number | null;
};
/** In FIFO order of each product; a deficit is below zero. */
export type LotFact = {
  readonly productId: string;
  readonly kind: 'lot' | 'deficit';
  /** The receipt of a deficit; null for a delivery. */
  readonly receiptId: string | null;
  readonly remainingQtyMilli: string;
  readonly remainingCostTiyin: string;
};
export type MovementFact = {
  readonly productId: string;
  readonly kind: 'delivery' | 'sale' | 'settlement' | 'reversal';
  readonly receiptId: string | null;
  readonly lineNo: number;
  readonly qtyMilli: string;
  readonly costTiyin: string;
};
export type BalanceFact = {
  readonly productId: string;
  readonly qtyMilli: string;
  readonly costTiyin: string;
};
export type PostingFact = {
  readonly documentKind: string;
  readonly receiptId: string | null;
  readonly account: string;
  readonly debitTiyin: string;
  readonly creditTiyin: string;
};
export type ProductFact = {
  readonly id: string;
  readonly version: number;
  readonly priceTiyin: string;
  readonly archived: boolean;
};
export type TerminalFact = {
  readonly terminalId: string;
  readonly state: string;
  readonly epoch: number;
  readonly unsent: number | null;
  /** The end of its own chain, as the till last said. */
  readonly told: { readonly epoch: number; readonly seq: number; readonly hash: string } | null;
};
