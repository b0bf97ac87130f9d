import type { RoleKind } from '@jowi/contracts/permissions';
import type { ChainHead, JournalEntry } from '@jowi/contracts/sync/journal';
import type { KeptComparison } from '../../../src/modules/reconciliation/reconciliation.repository.ts';
import type { AuditHead, FinishedEntry } from '../../../src/platform/audit/audit-log.repository.ts';

type Of = { readonly tenantId: string };
type Place = Of & { readonly terminalId: string; readonly epoch: number; readonly seq: number };

export type BusinessRow = Of & { readonly name: string; readonly taxId: string };
export type StoreRow = Of & {
  readonly id: string;
  readonly name: string;
  readonly warehouseId: string;
  readonly negativeStock: string;
};
export type EmployeeRow = Of & {
  readonly id: string;
  readonly name: string;
  readonly role: RoleKind;
  readonly permissions: readonly string[];
  readonly limits: Readonly<Record<string, unknown>>;
  readonly pinSalt: string;
  readonly pinHash: string;
  readonly active: boolean;
  readonly xid: bigint;
};
export type ProductRow = Of & {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly barcodes: readonly string[];
  readonly priceTiyin: bigint;
  readonly vatRateBps: number | null;
  readonly unit: string;
  readonly archived: boolean;
  readonly version: number;
  readonly xid: bigint;
};
export type TerminalRow = Of & {
  readonly id: string;
  readonly name: string;
  readonly storeId: string;
  readonly warehouseId: string;
  readonly state: 'unpaired' | 'active' | 'revoked';
  readonly publicKey: string | null;
  readonly epoch: number;
  readonly unsent: number | null;
  /** The end of its own chain, as the till last said. */
  readonly told: ChainHead | null;
};
export type ReconciliationRow = Of & { readonly terminalId: string } & Omit<
    KeptComparison,
    'atMs' | 'source'
  >;
export type PairingCodeRow = Of & {
  readonly id: string;
  readonly terminalId: string;
  readonly codeHash: string;
  readonly expiresAtMs: number;
  readonly isUsed: boolean;
};
export type AssertionUseRow = Of & {
  readonly terminalId: string;
  readonly jti: string;
  readonly expiresAtMs: number;
};
export type ChainRow = Place & { readonly hash: string; readonly publicKey: string };
export type JournalRow = Place & {
  readonly kind: string;
  /** JSON: the text is what the database keeps. */
  readonly payload: string;
  readonly prevHash: string;
  readonly hash: string;
  readonly signature: string;
  readonly outcome: 'posted' | 'quarantined';
};
export type QuarantineRow = Place & {
  readonly id: string;
  readonly kind: string;
  readonly entry: JournalEntry;
  readonly hash: string;
  readonly reason: string;
  readonly params: Readonly<Record<string, string | number>>;
};
export type ShiftRow = Place & {
  readonly id: string;
  readonly shiftNumber: number;
  readonly employeeId: string;
  readonly businessDate: string;
  readonly floatTiyin: bigint;
};
export type ShiftCloseRow = Place & {
  readonly shiftId: string;
  readonly employeeId: string;
  readonly countedTiyin: bigint;
  readonly expectedTiyin: bigint;
  readonly discrepancyTiyin: bigint;
  readonly receiptCount: number;
  readonly salesTiyin: bigint;
  readonly vatTiyin: bigint;
};
export type ReceiptRow = Place & {
  readonly id: string;
  readonly storeId: string;
  readonly warehouseId: string;
  readonly shiftId: string;
  readonly employeeId: string;
  readonly receiptNumber: number;
  readonly businessDate: string;
  readonly occurredAtMs: number;
  readonly grossTiyin: bigint;
  readonly discountTiyin: bigint;
  readonly totalTiyin: bigint;
  readonly vatTiyin: bigint;
  readonly costTiyin: bigint;
  readonly flags: readonly string[];
};
export type ReceiptLineRow = Of & {
  readonly receiptId: string;
  readonly lineNo: number;
  readonly lineId: string;
  readonly productId: string;
  readonly qtyMilli: bigint;
  readonly unitPriceTiyin: bigint;
  readonly grossTiyin: bigint;
  readonly discountTiyin: bigint;
  readonly netTiyin: bigint;
  readonly vatTiyin: bigint;
  readonly costTiyin: bigint;
};
export type PaymentRow = Of & {
  readonly id: string;
  readonly receiptId: string;
  readonly kind: string;
  readonly amountTiyin: bigint;
  readonly tenderedTiyin: bigint;
  readonly changeTiyin: bigint;
};
export type MarkRow = Place & {
  readonly receiptId: string;
  readonly fiscalTerminalId: string;
  readonly fiscalReceiptSeq: string;
  readonly fiscalSign: string;
};
export type ApprovalRow = Place & {
  readonly id: string;
  readonly cartId: string;
  readonly operation: string;
  readonly subjectId: string | null;
  readonly asked: bigint;
  readonly employeeId: string;
  readonly approverId: string;
};
export type UsedApprovalRow = Of & { readonly approvalId: string; readonly receiptId: string };
export type LotRow = Of & {
  readonly id: string;
  readonly warehouseId: string;
  readonly productId: string;
  readonly kind: 'lot' | 'deficit';
  readonly position: number;
  readonly documentId: string;
  readonly qtyMilli: bigint;
  readonly costTiyin: bigint;
};
export type MovementRow = Of & {
  readonly id: number;
  readonly warehouseId: string;
  readonly productId: string;
  readonly lotId: string;
  readonly kind: 'delivery' | 'sale' | 'settlement' | 'reversal';
  readonly documentId: string;
  readonly lineNo: number;
  readonly qtyMilli: bigint;
  readonly costTiyin: bigint;
};
export type BalanceRow = Of & {
  readonly warehouseId: string;
  readonly productId: string;
  readonly qtyMilli: bigint;
  readonly costTiyin: bigint;
  readonly xid: bigint;
};
export type PostingRow = Of & {
  readonly documentKind: string;
  readonly documentId: string;
  readonly account: string;
  readonly debitTiyin: bigint;
  readonly creditTiyin: bigint;
};
export type AuditHeadRow = Of & AuditHead;
export type AuditRow = Of & FinishedEntry;
