import { MISSING_MAX_RANGES, type ReconcileRequest } from '@jowi/contracts/sync/reconcile-v1';
import type { Held } from '../../../src/modules/reconciliation/compare-claim.ts';
import type { Figures } from '../../../src/modules/reconciliation/reconciliation.port.ts';
import {
  type KeptComparison,
  type NumberRange,
  ReconciliationRepository,
  type TerminalRef,
} from '../../../src/modules/reconciliation/reconciliation.repository.ts';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import { memoryTx } from './memory-db.ts';
import type { ReceiptRow, ReconciliationRow } from './rows.ts';
import { keyOf } from './tables.ts';
import type { Transaction } from './transaction.ts';

export class MemoryReconciliation extends ReconciliationRepository {
  override findHeld(
    tx: KyselyTx,
    { terminalId }: TerminalRef,
    { head, shift }: Pick<ReconcileRequest, 'head' | 'shift'>,
  ): Promise<Held | null> {
    const it = memoryTx(tx);
    const { chain, journal, reconciliation, shift: shifts, shiftClose } = it.database.tables;
    return it.send(() => {
      const end = it.get(chain, keyOf(terminalId, head.epoch));
      if (!end) return null;
      const shiftId = shift?.shiftId ?? null;
      const row = shiftId === null ? null : it.get(shifts, shiftId);
      const isOurs = row?.terminalId === terminalId;
      const closing = isOurs ? it.get(shiftClose, row.id) : null;
      const before = isOurs ? it.get(reconciliation, keyOf(terminalId, row.id)) : null;
      return {
        head: { epoch: head.epoch, seq: end.seq, hash: end.hash },
        hashAtClaim: it.get(journal, keyOf(terminalId, head.epoch, head.seq))?.hash ?? null,
        told: toldOf(it, terminalId),
        figures: figuresOf(receiptsOf(it, terminalId, shiftId)),
        shift: isOurs
          ? {
              closing: closing && {
                count: closing.receiptCount,
                totalTiyin: closing.salesTiyin,
                vatTiyin: closing.vatTiyin,
              },
              hasLost: before?.hasLost ?? false,
            }
          : null,
        quarantined: countQuarantined(it, terminalId, shiftId),
      };
    });
  }

  override listMissing(
    tx: KyselyTx,
    { terminalId }: TerminalRef,
    shiftId: string,
    { firstNumber, lastNumber }: Figures,
  ): Promise<NumberRange[]> {
    const it = memoryTx(tx);
    if (firstNumber === null || lastNumber === null) return Promise.resolve([]);
    return it.send(() => {
      const numbers = receiptsOf(it, terminalId, shiftId).map((row) => row.receiptNumber);
      const missing: NumberRange[] = [];
      let next = firstNumber;
      for (const number of numbers.filter((n) => n >= firstNumber && n <= lastNumber).sort((a, b) => a - b)) {
        if (number > next) missing.push([next, number - 1]);
        next = number + 1;
      }
      if (next <= lastNumber) missing.push([next, lastNumber]);
      return missing.slice(0, MISSING_MAX_RANGES);
    });
  }

  override saveTold(tx: KyselyTx, { terminalId }: TerminalRef, { head, unsent }: ReconcileRequest): void {
    const it = memoryTx(tx);
    it.sendAhead(async () => {
      await it.update(it.database.tables.terminal, terminalId, (row) => {
        const { told } = row;
        const isBehind =
          told && (told.epoch > head.epoch || (told.epoch === head.epoch && told.seq > head.seq));
        return isBehind ? row : { ...row, told: { ...head }, unsent };
      });
    });
  }

  override save(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    comparison: KeptComparison,
    { keepsClaim }: { keepsClaim: boolean },
  ): void {
    const it = memoryTx(tx);
    const { reconciliation } = it.database.tables;
    const { atMs, source, ...kept } = comparison;
    const row: ReconciliationRow = { tenantId, terminalId, ...kept };
    it.sendAhead(async () => {
      const key = keyOf(terminalId, row.shiftId);
      await it.lock(reconciliation, key);
      const before = it.get(reconciliation, key);
      if (!before) return it.insert(reconciliation, row);
      const { closed, claimed } = keepsClaim ? before : row;
      const hasLost = before.hasLost || row.hasLost;
      await it.update(reconciliation, key, () => ({ ...row, closed, claimed, hasLost }));
    });
  }
}

function toldOf(it: Transaction, terminalId: string): Held['told'] {
  const { terminal, journal, quarantine } = it.database.tables;
  const head = it.get(terminal, terminalId)?.told;
  if (!head) return null;
  const { epoch, seq, hash } = head;
  const isHeld = it.get(journal, keyOf(terminalId, epoch, seq))?.hash === hash;
  return { head, arrived: isHeld || it.get(quarantine, keyOf(terminalId, epoch, seq, hash)) !== null };
}

function receiptsOf(it: Transaction, terminalId: string, shiftId: string | null): ReceiptRow[] {
  return [...it.all(it.database.tables.receipt)].filter(
    (row) => row.terminalId === terminalId && row.shiftId === shiftId,
  );
}

function figuresOf(receipts: readonly ReceiptRow[]): Figures {
  const numbers = receipts.map((row) => row.receiptNumber);
  return {
    count: receipts.length,
    totalTiyin: receipts.reduce((sum, row) => sum + row.totalTiyin, 0n),
    vatTiyin: receipts.reduce((sum, row) => sum + row.vatTiyin, 0n),
    firstNumber: numbers.length > 0 ? Math.min(...numbers) : null,
    lastNumber: numbers.length > 0 ? Math.max(...numbers) : null,
  };
}

/** Of the shift by the text of the entry: a payload may hold anything. */
function countQuarantined(it: Transaction, terminalId: string, shiftId: string | null): number {
  let count = 0;
  for (const row of it.all(it.database.tables.quarantine)) {
    if (row.terminalId !== terminalId) continue;
    if (shiftId === null || JSON.stringify(row.entry).includes(`"shiftId":"${shiftId}"`)) count += 1;
  }
  return count;
}
