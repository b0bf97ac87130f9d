import type { DecisionInput, DecisionPreview } from '@jowi/contracts/http/journal';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Person } from '../../platform/auth/access.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import type { Repair } from './plan-repair.ts';
import { refuseUnpostable } from './refuse-unpostable.ts';
import { RepairEntry } from './repair-entry.ts';
import { SaleCircumstancesRepository } from './sale-circumstances.repository.ts';

/** What the books would say after a decision: it is carried out, read, and taken back as if it had never been. */
@Injectable()
export class PreviewDecisionUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly repairs: RepairEntry,
    private readonly facts: SaleCircumstancesRepository,
  ) {}

  /** @throws ProblemError as the decision itself would */
  async execute(person: Person, id: string, input: DecisionInput): Promise<DecisionPreview> {
    const { tenantId } = person;
    try {
      await this.db.withTenant(tenantId, async (tx) => {
        const { before, repair } = await this.repairs.open(tx, person, id);
        if (before) throw new TakenBack(NOTHING);
        const { repair: done, followers } = await repair(input);
        throw new TakenBack(done ? { ...(await this.#read(tx, person, done)), followers } : NOTHING);
      });
    } catch (outcome) {
      if (outcome instanceof TakenBack) return outcome.preview;
      refuseUnpostable(outcome);
    }
    return NOTHING;
  }

  async #read(
    tx: KyselyTx,
    { tenantId, permissions }: Person,
    { place, sale: booked }: Repair,
  ): Promise<Omit<DecisionPreview, 'followers'>> {
    if (!booked) return NOTHING;
    const { sale, shift, originalReceiptNumber } = booked;
    const [{ rows: receipts }, { rows: stock }, cashierName] = await Promise.all([
      sql<{ cost_tiyin: bigint; flags: string[] }>`
        SELECT cost_tiyin, flags FROM receipt WHERE tenant_id = ${tenantId} AND id = ${sale.receiptId}`.execute(
        tx,
      ),
      sql<{ id: string; name_ru: string; name_uz: string; sold: string; left: bigint }>`
        SELECT p.id, p.name_ru, p.name_uz, (SELECT sum(l.qty_milli)::text FROM receipt_line l
            WHERE l.tenant_id = p.tenant_id AND l.receipt_id = ${sale.receiptId} AND l.product_id = p.id) AS sold,
          b.qty_milli AS left
        FROM product p JOIN stock_balance b ON b.tenant_id = p.tenant_id AND b.product_id = p.id
          AND b.warehouse_id = ${place.warehouseId}
        WHERE p.tenant_id = ${tenantId} AND p.id = ANY (${[...new Set(sale.lines.map((it) => it.productId))]}::uuid[])
        ORDER BY p.name_ru, p.id`.execute(tx),
      this.facts.findEmployeeName(tx, tenantId, sale.employeeId),
    ]);
    const { receiptNumber, businessDate, totalTiyin, vatTiyin } = sale;
    return {
      receipt: {
        ...{ receiptNumber, originalReceiptNumber, businessDate, totalTiyin, vatTiyin, cashierName },
        shiftNumber: shift.shiftNumber,
        costTiyin: permissions.has('margin/read') ? String(receipts[0]!.cost_tiyin) : null,
        flags: receipts[0]!.flags,
      },
      stock: stock.map((it) => ({
        productId: it.id,
        name: { ru: it.name_ru, uz: it.name_uz },
        qtyMilli: it.sold,
        beforeMilli: String(it.left + BigInt(it.sold)),
        afterMilli: String(it.left),
      })),
    };
  }
}

const NOTHING: DecisionPreview = { receipt: null, stock: [], followers: 0 };

/** Ends the transaction without a trace. */
class TakenBack extends Error {
  readonly preview: DecisionPreview;

  constructor(preview: DecisionPreview) {
    super('taken back');
    this.preview = preview;
  }
}
