import type { DecisionInput } from '@jowi/contracts/http/journal';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';

export type SaleChanges = Pick<DecisionInput, 'shiftId' | 'employeeId' | 'products'>;

/** Whether anything is asked for. */
export function isChange({ shiftId, employeeId, products }: SaleChanges): boolean {
  return shiftId !== undefined || employeeId !== undefined || products.length > 0;
}

/**
 * The sale given to another shift, employee or product; its figures stay the till's. `businessDate` is the other shift's:
 * a sale belongs to the day of its shift.
 */
export function changeSale(sale: SaleV1, changes: SaleChanges, businessDate: string | null): SaleV1 {
  const replacements = new Map(changes.products.map((it) => [it.productId, it.replacementId]));
  return {
    ...sale,
    shiftId: changes.shiftId ?? sale.shiftId,
    employeeId: changes.employeeId ?? sale.employeeId,
    businessDate: (changes.shiftId !== undefined && businessDate) || sale.businessDate,
    lines: sale.lines.map((line) => ({
      ...line,
      productId: replacements.get(line.productId) ?? line.productId,
    })),
  };
}

/**
 * The sale under a number of the office's. Where another sale has its id, ids are made anew: that of the receipt and those
 * of its payments.
 */
export function renumberSale(
  sale: SaleV1,
  receiptNumber: number,
  newIds: { makeId: () => string } | null,
): SaleV1 {
  if (!newIds) return { ...sale, receiptNumber };
  const payments = sale.payments.map((payment) => ({ ...payment, paymentId: newIds.makeId() }));
  return { ...sale, receiptNumber, receiptId: newIds.makeId(), payments };
}
