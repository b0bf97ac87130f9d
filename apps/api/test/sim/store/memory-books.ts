import type { Figures } from '../../../src/modules/reconciliation/reconciliation.port.ts';
import { verifyChain } from '../../../src/platform/audit/verify-chain.ts';
import { AUDIT_KEYS } from '../seeds.ts';
import type { Books, FiguresFact, ReceiptFact } from '../sim-server.ts';
import { MemoryChainRows } from './memory-audit.ts';
import type { MemoryDatabase } from './memory-database.ts';
import type { Table, TenantRow } from './table.ts';

type Rows = <Row extends TenantRow>(table: Table<Row>) => Row[];

/** Facts as committed, in no order of their own but that of the lots. */
export async function memoryBooks(database: MemoryDatabase, tenantId: string): Promise<Books> {
  const { tables } = database;
  const rows: Rows = (table) => [...table.visibleTo(tenantId).values()];
  const closings = tables.shiftClose.visibleTo(tenantId);
  const used = tables.usedApproval.visibleTo(tenantId);
  const receipts = tables.receipt.visibleTo(tenantId);
  const receiptOf = (documentId: string) => (receipts.has(documentId) ? documentId : null);
  const { damage } = await verifyChain(new MemoryChainRows(database), AUDIT_KEYS, tenantId, []);
  return {
    journal: rows(tables.journal).map(({ tenantId: _, signature, payload, ...row }) => ({
      ...row,
      payload: JSON.parse(payload),
    })),
    chains: rows(tables.chain).map(({ terminalId, epoch, seq, hash }) => ({ terminalId, epoch, seq, hash })),
    quarantine: rows(tables.quarantine).map(({ tenantId: _, id, ...row }) => row),
    receipts: receiptFacts(database, tenantId, rows),
    marks: rows(tables.mark).map(({ tenantId: _, ...row }) => row),
    approvals: rows(tables.approval).map(
      ({ id, terminalId, epoch, seq, operation, employeeId, approverId }) => ({
        ...{ approvalId: id, terminalId, epoch, seq, operation, employeeId, approverId },
        receiptId: used.get(id)?.receiptId ?? null,
      }),
    ),
    shifts: rows(tables.shift).map(({ tenantId: _, id, employeeId, floatTiyin, ...row }) => {
      const closing = closings.get(id);
      return {
        ...row,
        shiftId: id,
        floatTiyin: String(floatTiyin),
        closed: closing
          ? {
              ...{ epoch: closing.epoch, seq: closing.seq, receiptCount: closing.receiptCount },
              countedTiyin: String(closing.countedTiyin),
              expectedTiyin: String(closing.expectedTiyin),
              discrepancyTiyin: String(closing.discrepancyTiyin),
              salesTiyin: String(closing.salesTiyin),
              vatTiyin: String(closing.vatTiyin),
            }
          : null,
      };
    }),
    reconciliations: rows(tables.reconciliation).map(({ tenantId: _, claimed, held, ...row }) => ({
      ...row,
      claimed: figuresFact(claimed),
      held: figuresFact(held),
    })),
    lots: rows(tables.lot)
      .sort((a, b) => a.position - b.position)
      .map(({ productId, kind, documentId, qtyMilli, costTiyin }) => ({
        ...{ productId, kind, receiptId: receiptOf(documentId) },
        remainingQtyMilli: String(qtyMilli),
        remainingCostTiyin: String(costTiyin),
      })),
    movements: rows(tables.movement).map(({ productId, kind, documentId, lineNo, qtyMilli, costTiyin }) => ({
      ...{ productId, kind, receiptId: receiptOf(documentId), lineNo },
      ...{ qtyMilli: String(qtyMilli), costTiyin: String(costTiyin) },
    })),
    balances: rows(tables.balance).map(({ productId, qtyMilli, costTiyin }) => ({
      ...{ productId, qtyMilli: String(qtyMilli), costTiyin: String(costTiyin) },
    })),
    postings: rows(tables.posting).map(({ documentKind, documentId, account, debitTiyin, creditTiyin }) => ({
      ...{ documentKind, receiptId: receiptOf(documentId), account },
      ...{ debitTiyin: String(debitTiyin), creditTiyin: String(creditTiyin) },
    })),
    products: rows(tables.product).map(({ id, version, priceTiyin, archived }) => ({
      ...{ id, version, priceTiyin: String(priceTiyin), archived },
    })),
    employees: rows(tables.employee).map(({ id, active }) => ({ id, active })),
    terminals: rows(tables.terminal).map(({ id, state, epoch, unsent, told }) => ({
      ...{ terminalId: id, state, epoch, unsent, told },
    })),
    audit: {
      actions: rows(tables.audit)
        .sort((a, b) => a.seq - b.seq)
        .map((row) => row.action),
      damage: damage.length,
    },
  };
}

function figuresFact({ totalTiyin, vatTiyin, ...figures }: Figures): FiguresFact {
  return { ...figures, totalTiyin: String(totalTiyin), vatTiyin: String(vatTiyin) };
}

function receiptFacts({ tables }: MemoryDatabase, tenantId: string, rows: Rows): ReceiptFact[] {
  const linesOf = Map.groupBy(rows(tables.receiptLine), (row) => row.receiptId);
  const paymentsOf = Map.groupBy(rows(tables.payment), (row) => row.receiptId);
  return [...tables.receipt.visibleTo(tenantId).values()].map((row) => ({
    ...{ receiptId: row.id, terminalId: row.terminalId, epoch: row.epoch, seq: row.seq },
    ...{ receiptNumber: row.receiptNumber, shiftId: row.shiftId, employeeId: row.employeeId },
    ...{ businessDate: row.businessDate, occurredAtMs: row.occurredAtMs, flags: row.flags },
    grossTiyin: String(row.grossTiyin),
    discountTiyin: String(row.discountTiyin),
    totalTiyin: String(row.totalTiyin),
    vatTiyin: String(row.vatTiyin),
    costTiyin: String(row.costTiyin),
    lines: (linesOf.get(row.id) ?? [])
      .sort((a, b) => a.lineNo - b.lineNo)
      .map((line) => ({
        ...{ lineId: line.lineId, productId: line.productId, qtyMilli: String(line.qtyMilli) },
        unitPriceTiyin: String(line.unitPriceTiyin),
        grossTiyin: String(line.grossTiyin),
        discountTiyin: String(line.discountTiyin),
        netTiyin: String(line.netTiyin),
        vatTiyin: String(line.vatTiyin),
        costTiyin: String(line.costTiyin),
      })),
    payments: (paymentsOf.get(row.id) ?? [])
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((payment) => ({
        ...{ paymentId: payment.id, kind: payment.kind },
        amountTiyin: String(payment.amountTiyin),
        tenderedTiyin: String(payment.tenderedTiyin),
        changeTiyin: String(payment.changeTiyin),
      })),
  }));
}
