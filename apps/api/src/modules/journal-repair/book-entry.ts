import type { ErrorCode } from '@jowi/contracts/error-codes';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { ApprovalsPort } from '../approvals/approvals.port.ts';
import { SalesPort, type SellingPlace } from '../sales/sales.port.ts';
import { ShiftsPort } from '../shifts/shifts.port.ts';
import { OFFICE_EPOCH } from './office-chain.repository.ts';
import type { Said } from './read-entry.ts';
import type { Refusal } from './repair-options.ts';

type Other = Exclude<Said, { kind: 'SaleV1' }>;
type Sale = Extract<Said, { kind: 'SaleV1' }>['payload'];

/** Into the books by the very ports that take what tills push: the same figures, stock, costs, postings and flags. */
@Injectable()
export class BookEntry {
  constructor(
    private readonly sales: SalesPort,
    private readonly shifts: ShiftsPort,
    private readonly approvals: ApprovalsPort,
  ) {}

  /**
   * As entry `seq` of the office's chain, which is stored already.
   * @throws ProblemError journal/product-unknown, journal/receipt-id-taken, journal/number-taken
   */
  async bookSale(
    tx: KyselyTx,
    place: SellingPlace,
    seq: number,
    { sale, originalReceiptNumber }: { sale: Sale; originalReceiptNumber: number | null },
  ): Promise<void> {
    const journaled = {
      ...{ epoch: OFFICE_EPOCH, seq, sale },
      ...(originalReceiptNumber !== null && { originalReceiptNumber }),
    };
    const [prepared, allowed] = await Promise.all([
      this.sales.prepare(tx, place, [journaled], []),
      this.approvals.prepare(tx, place, [], [sale]),
    ]);
    const problem = prepared.findUnpostable([journaled], []).get(seq);
    if (problem) throw new ProblemError(REFUSALS[problem.code] ?? 'journal/unpostable');
    await prepared.post([journaled], [], (it) => allowed.judge(it));
    allowed.link([sale]);
  }

  /** What stands in the way of an entry that is not a sale. */
  async findRefusal(tx: KyselyTx, place: SellingPlace, said: Other): Promise<Refusal | null> {
    switch (said.kind) {
      case 'FiscalisedV1':
        return refusalOfMark(tx, place.tenantId, said.payload.receiptId);
      case 'ShiftOpenedV1':
      case 'ShiftClosedV1':
        return refusalOfShift(tx, place.tenantId, said);
      case 'ApprovalV1': {
        const journaled = { epoch: OFFICE_EPOCH, seq: 1, approval: said.payload };
        const prepared = await this.approvals.prepare(tx, place, [journaled], []);
        return prepared.findUnkeepable([journaled]).size > 0 ? { code: 'journal/approval-unfit' } : null;
      }
    }
  }

  /** As entry `seq` of the office's chain, which is stored already; nothing stands in the way. */
  async bookOther(tx: KyselyTx, place: SellingPlace, seq: number, said: Other): Promise<void> {
    const at = { epoch: OFFICE_EPOCH, seq };
    switch (said.kind) {
      case 'FiscalisedV1': {
        const marks = [{ ...at, mark: said.payload }];
        const prepared = await this.sales.prepare(tx, place, [], marks);
        return prepared.post([], marks, () => []);
      }
      case 'ShiftOpenedV1':
        return this.shifts.book(tx, place, { openings: [{ ...at, opened: said.payload }], closings: [] });
      case 'ShiftClosedV1':
        return this.shifts.book(tx, place, { openings: [], closings: [{ ...at, closed: said.payload }] });
      case 'ApprovalV1': {
        const approvals = [{ ...at, approval: said.payload }];
        return (await this.approvals.prepare(tx, place, approvals, [])).keep(approvals);
      }
    }
  }
}

/** What the books answer to a sale that came meanwhile by another way. */
const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  'sync/payload-reference': 'journal/product-unknown',
  'sync/receipt-id-reused': 'journal/receipt-id-taken',
  'sync/receipt-number-reused': 'journal/number-taken',
};

async function refusalOfMark(tx: KyselyTx, tenantId: string, receiptId: string): Promise<Refusal | null> {
  const { rows } = await sql<{ is_marked: boolean }>`
    SELECT m.receipt_id IS NOT NULL AS is_marked FROM receipt r
    LEFT JOIN fiscal_mark m ON m.tenant_id = r.tenant_id AND m.receipt_id = r.id
    WHERE r.tenant_id = ${tenantId} AND r.id = ${receiptId}`.execute(tx);
  if (!rows[0]) return { code: 'journal/receipt-unknown' };
  return rows[0].is_marked ? { code: 'journal/marked' } : null;
}

async function refusalOfShift(
  tx: KyselyTx,
  tenantId: string,
  said: Extract<Said, { kind: 'ShiftOpenedV1' | 'ShiftClosedV1' }>,
): Promise<Refusal | null> {
  const { rows } = await sql<{ is_closed: boolean }>`
    SELECT c.shift_id IS NOT NULL AS is_closed FROM shift s
    LEFT JOIN shift_close c ON c.tenant_id = s.tenant_id AND c.shift_id = s.id
    WHERE s.tenant_id = ${tenantId} AND s.id = ${said.payload.shiftId}`.execute(tx);
  const held = rows[0];
  if (said.kind === 'ShiftOpenedV1') return held ? { code: 'journal/shift-in-books' } : null;
  if (!held) return { code: 'journal/shift-unknown' };
  return held.is_closed ? { code: 'journal/shift-closed' } : null;
}
