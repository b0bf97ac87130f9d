import type { DecisionInput } from '@jowi/contracts/http/journal';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { newId } from '../../platform/ids/new-id.ts';
import type { SellingPlace } from '../sales/sales.port.ts';
import { changeSale, isChange, renumberSale } from './change-sale.ts';
import { type JudgedEntry, placeOf, type SaleInBooks } from './judge-entry.ts';
import type { HeldEntry } from './quarantine.repository.ts';
import type { Said } from './read-entry.ts';
import { refusalOfParts } from './repair-options.ts';
import { SaleCircumstancesRepository, type ShiftRow } from './sale-circumstances.repository.ts';

/** What goes into the books, and where. `sale` is null for other kinds. */
export type Repair = {
  said: Said;
  place: SellingPlace;
  sale: { sale: SaleV1; originalReceiptNumber: number | null; shift: ShiftRow } | null;
};

/** Turns what somebody chose into what is booked; null: nothing is. */
@Injectable()
export class PlanRepair {
  constructor(
    private readonly facts: SaleCircumstancesRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError the refusal of the action, journal/change-missing, journal/{shift,product,employee}-unknown */
  async plan(
    tx: KyselyTx,
    tenantId: string,
    held: HeldEntry,
    { read, options, sale }: JudgedEntry,
    input: DecisionInput,
  ): Promise<Repair | null> {
    const refusal = options.find(({ action }) => action === input.action)?.refusal;
    if (refusal)
      throw new ProblemError(refusal.code, {
        field: 'action',
        ...(refusal.params && { params: refusal.params }),
      });
    if (input.action === 'set-aside' || read.payload === null) return null;
    if (read.kind !== 'SaleV1' || !sale) return { said: read, place: placeOf(tenantId, held), sale: null };
    if (input.action === 'accept' && isChange(input))
      throw new ProblemError('common/validation', { field: 'action' });
    if (input.action === 're-attach' && !isChange(input)) throw new ProblemError('journal/change-missing');

    const { changed, shift } = await this.#change(tx, { ...held, tenantId }, read.payload, sale, input);
    const isReissued = input.action === 'reissue';
    const makeId = () => newId(this.clock.nowMs());
    const posted = isReissued
      ? renumberSale(
          changed,
          await this.facts.nextOfficeNumber(tx, { ...held, tenantId }),
          sale.circumstances.receiptId === 'other' ? { makeId } : null,
        )
      : changed;
    const place = await this.facts.findPlace(tx, { ...held, tenantId }, posted.shiftId);
    return {
      said: read,
      place: { tenantId, terminalId: held.terminalId, ...place },
      sale: {
        sale: posted,
        originalReceiptNumber: isReissued ? read.payload.receiptNumber : null,
        shift,
      },
    };
  }

  async #change(
    tx: KyselyTx,
    held: HeldEntry & { tenantId: string },
    sale: SaleV1,
    inBooks: SaleInBooks,
    input: DecisionInput,
  ): Promise<{ changed: SaleV1; shift: ShiftRow }> {
    const { shiftId, employeeId, products } = input;
    const [shift, employee] = await Promise.all([
      shiftId === undefined ? inBooks.shift : this.facts.findShift(tx, held, shiftId),
      employeeId === undefined ? '' : this.facts.findEmployeeName(tx, held.tenantId, employeeId),
    ]);
    if (employee === null) throw new ProblemError('journal/employee-unknown', { field: 'employeeId' });
    const changed = changeSale(sale, { shiftId, employeeId, products }, shift?.businessDate ?? null);
    const ids = [...new Set(changed.lines.map((line) => line.productId))];
    const known = await this.facts.listProducts(tx, held.tenantId, ids);
    const missing = refusalOfParts({
      hasUnknownProduct: ids.some((id) => !known.has(id)),
      isShiftKnown: shift !== null,
    });
    if (missing) {
      const field = missing.code === 'journal/product-unknown' ? 'products' : 'shiftId';
      throw new ProblemError(missing.code, { field });
    }
    return { changed, shift: shift! };
  }
}
