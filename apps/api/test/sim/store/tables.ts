import type * as rows from './rows.ts';
import { type Reference, Table, type TableRules, type TenantRow } from './table.ts';

export const keyOf = (...parts: readonly (string | number)[]) => parts.join('/');
const placeOf = (row: { terminalId: string; epoch: number; seq: number }) =>
  keyOf(row.terminalId, row.epoch, row.seq);
const idOf = (row: { id: string }) => row.id;

export type Tables = ReturnType<typeof makeTables>;

/** The tables of ingest and feed with the keys and references of the migrations. */
export function makeTables() {
  const table = <Row extends TenantRow>(name: string, rules: TableRules<Row>) => new Table<Row>(name, rules);
  const business = table<rows.BusinessRow>('tenant', { keyOf: () => '', isFed: true });
  const store = table<rows.StoreRow>('store', { keyOf: idOf, isFed: true });
  const employee = table<rows.EmployeeRow>('employee', { keyOf: idOf, isFed: true });
  const product = table<rows.ProductRow>('product', {
    keyOf: idOf,
    uniques: [{ name: 'product_tenant_id_sku_key', keyOf: (row) => row.sku }],
    isFed: true,
  });
  const terminal = table<rows.TerminalRow>('terminal', {
    keyOf: idOf,
    uniques: [{ name: 'terminal_tenant_id_store_id_name_key', keyOf: (row) => keyOf(row.storeId, row.name) }],
  });
  const pairingCode = table<rows.PairingCodeRow>('pairing_code', {
    keyOf: idOf,
    uniques: [{ name: 'pairing_code_hash', keyOf: (row) => row.codeHash }],
  });
  const assertionUse = table<rows.AssertionUseRow>('assertion_use', {
    keyOf: (row) => keyOf(row.terminalId, row.jti),
  });
  const chain = table<rows.ChainRow>('terminal_chain', {
    keyOf: (row) => keyOf(row.terminalId, row.epoch),
    references: [
      { name: 'terminal_chain_terminal_fkey', to: () => terminal, keyOf: (row) => row.terminalId },
    ],
  });
  const journal = table<rows.JournalRow>('journal_entry', {
    keyOf: placeOf,
    references: [
      { name: 'journal_entry_chain_fkey', to: () => chain, keyOf: (row) => keyOf(row.terminalId, row.epoch) },
    ],
  });
  const quarantine = table<rows.QuarantineRow>('journal_quarantine', {
    keyOf: (row) => keyOf(placeOf(row), row.hash),
    references: [
      { name: 'journal_quarantine_terminal_fkey', to: () => terminal, keyOf: (row) => row.terminalId },
    ],
  });
  const toEntry: Reference<Parameters<typeof placeOf>[0]> = {
    name: 'journal_entry_fkey',
    to: () => journal,
    keyOf: placeOf,
  };
  const toReceipt = {
    name: 'receipt_fkey',
    to: () => receipt,
    keyOf: (row: { receiptId: string }) => row.receiptId,
  };
  const toProduct = {
    name: 'product_fkey',
    to: () => product,
    keyOf: (row: { productId: string }) => row.productId,
  };
  const shift = table<rows.ShiftRow>('shift', { keyOf: idOf, references: [toEntry] });
  const shiftClose = table<rows.ShiftCloseRow>('shift_close', {
    keyOf: (row) => row.shiftId,
    references: [toEntry, { name: 'shift_close_shift_fkey', to: () => shift, keyOf: (row) => row.shiftId }],
  });
  const reconciliation = table<rows.ReconciliationRow>('reconciliation', {
    keyOf: (row) => keyOf(row.terminalId, row.shiftId),
    references: [{ name: 'reconciliation_shift_fkey', to: () => shift, keyOf: (row) => row.shiftId }],
  });
  const receipt: Table<rows.ReceiptRow> = table<rows.ReceiptRow>('receipt', {
    keyOf: idOf,
    uniques: [{ name: 'receipt_tenant_id_terminal_id_epoch_seq_key', keyOf: placeOf }],
    references: [toEntry],
  });
  const receiptLine = table<rows.ReceiptLineRow>('receipt_line', {
    keyOf: (row) => keyOf(row.receiptId, row.lineNo),
    references: [toReceipt, toProduct],
  });
  const payment = table<rows.PaymentRow>('receipt_payment', { keyOf: idOf, references: [toReceipt] });
  const mark = table<rows.MarkRow>('fiscal_mark', {
    keyOf: (row) => row.receiptId,
    references: [toReceipt, toEntry],
  });
  const approval = table<rows.ApprovalRow>('approval', {
    keyOf: idOf,
    uniques: [{ name: 'approval_tenant_id_terminal_id_epoch_seq_key', keyOf: placeOf }],
    references: [
      toEntry,
      { name: 'approval_employee_fkey', to: () => employee, keyOf: (row) => row.employeeId },
      { name: 'approval_approver_fkey', to: () => employee, keyOf: (row) => row.approverId },
    ],
  });
  const usedApproval = table<rows.UsedApprovalRow>('receipt_approval', {
    keyOf: (row) => row.approvalId,
    references: [
      toReceipt,
      { name: 'receipt_approval_approval_fkey', to: () => approval, keyOf: (row) => row.approvalId },
    ],
  });
  const lot = table<rows.LotRow>('stock_lot', { keyOf: idOf, references: [toProduct] });
  const movement = table<rows.MovementRow>('stock_movement', {
    keyOf: (row) => String(row.id),
    references: [{ name: 'stock_movement_lot_fkey', to: () => lot, keyOf: (row) => row.lotId }],
  });
  const balance = table<rows.BalanceRow>('stock_balance', {
    keyOf: (row) => keyOf(row.warehouseId, row.productId),
    references: [toProduct],
    isFed: true,
  });
  const posting = table<rows.PostingRow>('posting', {
    // Its own unique key; the identity nobody refers to is left out.
    keyOf: (row) => keyOf(row.documentKind, row.documentId, row.account),
  });
  const auditHead = table<rows.AuditHeadRow>('audit_head', { keyOf: () => '' });
  const audit = table<rows.AuditRow>('audit_log', { keyOf: (row) => String(row.seq) });
  return {
    ...{ business, store, employee, product, terminal, pairingCode, assertionUse },
    ...{ chain, journal, quarantine, shift, shiftClose, reconciliation, receipt, receiptLine, payment, mark },
    ...{ approval, usedApproval, lot, movement, balance, posting, auditHead, audit },
  };
}
