import type { WireProblem } from '@jowi/contracts/errors';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import {
  type ApprovalPlace,
  ApprovalsPort,
  type JournaledApproval,
  type PreparedApprovals,
} from './approvals.port.ts';
import { ApprovalsRepository, type KnownApproval, type KnownRows } from './approvals.repository.ts';
import { discountsBeyond, hasDiscounts } from './discounts-beyond.ts';

@Injectable()
export class TakeApprovalsUseCase extends ApprovalsPort {
  constructor(private readonly approvals: ApprovalsRepository) {
    super();
  }

  override async prepare(
    tx: KyselyTx,
    place: ApprovalPlace,
    approvals: readonly JournaledApproval[],
    sales: readonly SaleV1[],
  ): Promise<PreparedApprovals> {
    const given = approvals.map((it) => it.approval);
    const people = [
      ...given.flatMap((it) => [it.employeeId, it.approverId]),
      ...sales.filter(hasDiscounts).map((sale) => sale.employeeId),
    ];
    const ids = [...given.map((it) => it.approvalId), ...sales.flatMap((sale) => sale.approvalIds ?? [])];
    // Most batches hold neither, and are asked nothing.
    const known =
      people.length + ids.length > 0
        ? await this.approvals.findKnown(tx, place, [...new Set(people)], [...new Set(ids)])
        : NOTHING_KNOWN;
    return new Prepared(tx, place, this.approvals, known);
  }
}

const NOTHING_KNOWN: KnownRows = { limitsBps: new Map(), approvals: new Map() };

class Prepared implements PreparedApprovals {
  /** Of this till, unused so far, by id. */
  readonly #open = new Map<string, KnownApproval>();
  readonly #used: { approvalId: string; receiptId: string }[] = [];

  constructor(
    private readonly tx: KyselyTx,
    private readonly place: ApprovalPlace,
    private readonly approvals: ApprovalsRepository,
    private readonly known: KnownRows,
  ) {
    for (const [id, approval] of known.approvals) {
      if (approval && !approval.isUsed) this.#open.set(id, approval);
    }
  }

  findUnkeepable(approvals: readonly JournaledApproval[]): Map<number, WireProblem> {
    const problems = new Map<number, WireProblem>();
    const taken = new Set(this.known.approvals.keys());
    for (const { seq, approval } of approvals) {
      const { approvalId, employeeId, approverId } = approval;
      const stranger = [employeeId, approverId].find((id) => !this.known.limitsBps.has(id));
      if (stranger !== undefined) {
        problems.set(seq, { code: 'sync/payload-reference', params: { what: 'employee', id: stranger } });
      } else if (employeeId === approverId || taken.has(approvalId)) {
        const field = employeeId === approverId ? 'approverId' : 'approvalId';
        problems.set(seq, { code: 'sync/payload-invalid', params: { kind: 'ApprovalV1', field } });
      } else {
        taken.add(approvalId);
      }
    }
    return problems;
  }

  keep(approvals: readonly JournaledApproval[]): void {
    this.approvals.insert(this.tx, this.place, approvals);
    for (const { approval } of approvals) {
      const { cartId, operation, subjectId, asked } = approval;
      this.#open.set(approval.approvalId, {
        ...{ cartId, operation, subjectId, asked: BigInt(asked), isUsed: false },
      });
    }
  }

  judge(sale: SaleV1): string[] {
    const claimed = (sale.approvalIds ?? []).flatMap((id) => {
      const approval = this.#open.get(id);
      return approval && approval.cartId === sale.cartId ? [{ id, approval }] : [];
    });
    for (const { id } of claimed) {
      this.#open.delete(id);
      this.#used.push({ approvalId: id, receiptId: sale.receiptId });
    }
    if (!hasDiscounts(sale)) return [];
    const beyond = discountsBeyond(sale, this.known.limitsBps.get(sale.employeeId) ?? 0);
    const isCovered = (it: (typeof beyond)[number]) =>
      claimed.some(
        ({ approval }) =>
          approval.operation === it.operation &&
          approval.subjectId === it.subjectId &&
          approval.asked >= BigInt(it.askedBps),
      );
    return beyond.every(isCovered) ? [] : ['sales/approval-missing'];
  }

  link(sales: readonly SaleV1[]): void {
    const posted = new Set(sales.map((sale) => sale.receiptId));
    this.approvals.link(
      this.tx,
      this.place.tenantId,
      this.#used.filter((it) => posted.has(it.receiptId)),
    );
  }
}
