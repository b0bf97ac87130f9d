import { sql } from 'kysely';
import { ChainRowsRepository } from '../../../src/platform/audit/chain-rows.repository.ts';
import { verifyChain } from '../../../src/platform/audit/verify-chain.ts';
import { runSql } from '../../../src/platform/db/any-tx.ts';
import type { KyselyDb, KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import { AUDIT_KEYS } from '../seeds.ts';
import type { Books } from '../sim-server.ts';

/** Each list as the database itself makes its facts, by name of `Books`. Of the transaction's tenant: row security. */
const LISTS: Readonly<Record<Exclude<keyof Books, 'audit'>, string>> = {
  journal: `SELECT json_build_object('terminalId', terminal_id, 'epoch', epoch, 'seq', seq, 'kind', kind, 'payload', payload,
      'prevHash', prev_hash, 'hash', hash, 'outcome', outcome) AS fact FROM journal_entry`,
  chains: `SELECT json_build_object('terminalId', terminal_id, 'epoch', epoch, 'seq', seq, 'hash', hash) AS fact
    FROM terminal_chain`,
  quarantine: `SELECT json_build_object('terminalId', terminal_id, 'epoch', epoch, 'seq', seq, 'kind', kind, 'hash', hash,
      'reason', reason, 'params', params, 'entry', entry) AS fact FROM journal_quarantine`,
  receipts: `SELECT json_build_object('receiptId', r.id, 'terminalId', terminal_id, 'epoch', epoch, 'seq', seq,
      'receiptNumber', receipt_number, 'shiftId', shift_id, 'employeeId', employee_id, 'businessDate', business_date,
      'occurredAtMs', occurred_at_ms, 'flags', flags, 'grossTiyin', gross_tiyin::text, 'discountTiyin', discount_tiyin::text,
      'totalTiyin', total_tiyin::text, 'vatTiyin', vat_tiyin::text, 'costTiyin', cost_tiyin::text,
      'lines', (SELECT coalesce(json_agg(json_build_object('lineId', line_id, 'productId', product_id,
        'qtyMilli', qty_milli::text, 'unitPriceTiyin', unit_price_tiyin::text, 'grossTiyin', gross_tiyin::text,
        'discountTiyin', discount_tiyin::text, 'netTiyin', net_tiyin::text, 'vatTiyin', vat_tiyin::text,
        'costTiyin', cost_tiyin::text) ORDER BY line_no), '[]') FROM receipt_line l WHERE l.receipt_id = r.id),
      'payments', (SELECT coalesce(json_agg(json_build_object('paymentId', p.id, 'kind', kind, 'amountTiyin', amount_tiyin::text,
        'tenderedTiyin', tendered_tiyin::text, 'changeTiyin', change_tiyin::text) ORDER BY p.id), '[]')
        FROM receipt_payment p WHERE p.receipt_id = r.id)) AS fact FROM receipt r`,
  marks: `SELECT json_build_object('terminalId', terminal_id, 'epoch', epoch, 'seq', seq, 'receiptId', receipt_id,
      'fiscalTerminalId', fiscal_terminal_id, 'fiscalReceiptSeq', fiscal_receipt_seq, 'fiscalSign', fiscal_sign) AS fact
    FROM fiscal_mark`,
  approvals: `SELECT json_build_object('terminalId', terminal_id, 'epoch', epoch, 'seq', seq, 'approvalId', id,
      'operation', operation, 'employeeId', employee_id, 'approverId', approver_id, 'receiptId', receipt_id) AS fact
    FROM approval LEFT JOIN receipt_approval ON approval_id = id`,
  shifts: `SELECT json_build_object('terminalId', s.terminal_id, 'epoch', s.epoch, 'seq', s.seq, 'shiftId', id,
      'shiftNumber', shift_number, 'businessDate', business_date, 'floatTiyin', float_tiyin::text,
      'closed', CASE WHEN c.shift_id IS NOT NULL THEN json_build_object('epoch', c.epoch, 'seq', c.seq,
        'countedTiyin', counted_tiyin::text, 'expectedTiyin', expected_tiyin::text,
        'discrepancyTiyin', discrepancy_tiyin::text, 'receiptCount', receipt_count, 'salesTiyin', sales_tiyin::text,
        'vatTiyin', vat_tiyin::text) END) AS fact
    FROM shift s LEFT JOIN shift_close c ON c.shift_id = s.id`,
  reconciliations: `SELECT json_build_object('terminalId', terminal_id, 'shiftId', shift_id, 'closed', claimed_closed,
      'claimed', json_build_object('count', claimed_count, 'totalTiyin', claimed_total_tiyin::text,
        'vatTiyin', claimed_vat_tiyin::text, 'firstNumber', claimed_first_number, 'lastNumber', claimed_last_number),
      'held', json_build_object('count', held_count, 'totalTiyin', held_total_tiyin::text,
        'vatTiyin', held_vat_tiyin::text, 'firstNumber', held_first_number, 'lastNumber', held_last_number),
      'missing', missing, 'quarantined', quarantined,
      'head', json_build_object('epoch', head_epoch, 'seq', head_seq, 'hash', head_hash),
      'disagreements', disagreements, 'hasLost', went_backwards) AS fact FROM reconciliation`,
  lots: `SELECT json_build_object('productId', product_id, 'kind', kind, 'receiptId', r.id,
      'remainingQtyMilli', remaining_qty_milli::text, 'remainingCostTiyin', remaining_cost_tiyin::text) AS fact
    FROM stock_lot l LEFT JOIN receipt r ON r.id = l.document_id ORDER BY l.position`,
  movements: `SELECT json_build_object('productId', product_id, 'kind', kind, 'receiptId', r.id, 'lineNo', line_no,
      'qtyMilli', qty_milli::text, 'costTiyin', m.cost_tiyin::text) AS fact
    FROM stock_movement m LEFT JOIN receipt r ON r.id = m.document_id`,
  balances: `SELECT json_build_object('productId', product_id, 'qtyMilli', qty_milli::text, 'costTiyin', cost_tiyin::text)
    AS fact FROM stock_balance`,
  postings: `SELECT json_build_object('documentKind', document_kind, 'receiptId', r.id, 'account', account,
      'debitTiyin', debit_tiyin::text, 'creditTiyin', credit_tiyin::text) AS fact
    FROM posting p LEFT JOIN receipt r ON r.id = p.document_id`,
  products: `SELECT json_build_object('id', id, 'version', version, 'priceTiyin', price_tiyin::text, 'archived', archived)
    AS fact FROM product`,
  employees: `SELECT json_build_object('id', id, 'active', active) AS fact FROM employee`,
  terminals: `SELECT json_build_object('terminalId', id, 'state', state, 'epoch', epoch, 'unsent', unsent,
      'told', CASE WHEN journal_epoch IS NOT NULL THEN
        json_build_object('epoch', journal_epoch, 'seq', journal_seq, 'hash', journal_hash) END) AS fact FROM terminal`,
};

export async function postgresBooks(db: KyselyDb, tenantId: string): Promise<Books> {
  const audit = await auditOf(db, tenantId);
  return db.withTenant(tenantId, async (tx) => {
    const books: Record<string, unknown> = { audit };
    for (const [list, query] of Object.entries(LISTS)) books[list] = await factsOf(tx, query);
    return books as Books;
  });
}

async function factsOf(tx: KyselyTx, query: string): Promise<unknown[]> {
  const { rows } = await sql.raw<{ fact: unknown }>(query).execute(tx);
  return rows.map((row) => row.fact);
}

async function auditOf(db: KyselyDb, tenantId: string): Promise<Books['audit']> {
  const rows = new ChainRowsRepository((tenant, text, values) =>
    db.withTenant(tenant, (tx) => runSql(tx, text, values.map(String))),
  );
  const { damage } = await verifyChain(rows, AUDIT_KEYS, tenantId, []);
  const actions = (await rows.list(tenantId, 0, 100_000)).map((it) => it.entry.action);
  return { actions, damage: damage.length };
}
