import type { QuarantineEntry, RepairAction } from '@jowi/contracts/http/journal';
import type { Choice } from './journal.query.ts';

/** What stands in the form of a decision. Empty = not chosen. */
export type RepairValues = {
  action: RepairAction;
  shiftId: string;
  employeeId: string;
  /** The product in the catalogue for each that is not. */
  products: Readonly<Record<string, { id: string; name: string }>>;
  hasPaper: boolean;
};

/** The action that changes least comes first; candidates found by the server are chosen already. */
export function firstValues(
  entry: QuarantineEntry,
  nameOf: (name: { ru: string; uz: string }) => string,
): RepairValues {
  const fitting = entry.options.find(({ refusal }) => refusal === null)?.action ?? 'set-aside';
  const products = entry.products.flatMap(({ productId, candidates: [best] }) =>
    best ? [[productId, { id: best.id, name: nameOf(best.name) }] as const] : [],
  );
  return {
    action: fitting,
    shiftId: '',
    employeeId: '',
    products: Object.fromEntries(products),
    hasPaper: false,
  };
}

/** Which parts of the sale the action lets one change. A number of the office does not cure a missing shift. */
export function partsToChange(entry: QuarantineEntry, action: RepairAction) {
  const isChanged = action === 're-attach' || action === 'reissue';
  return {
    products: isChanged && entry.products.length > 0,
    shift: isChanged && (action === 're-attach' || entry.sale?.shiftNumber === null),
    employee: action === 're-attach',
  };
}

/** What is asked of the server; null: something is still missing. */
export function choiceOf(entry: QuarantineEntry, values: RepairValues, reason: string): Choice | null {
  const { action, hasPaper } = values;
  if (action === 'set-aside') return { action, reason };
  if (entry.needsPaper && !hasPaper) return null;
  const parts = partsToChange(entry, action);
  const products = parts.products
    ? entry.products.flatMap(({ productId }) => {
        const chosen = values.products[productId];
        return chosen ? [{ productId, replacementId: chosen.id }] : [];
      })
    : [];
  if (parts.products && products.length < entry.products.length) return null;
  if (parts.shift && entry.sale?.shiftNumber === null && !values.shiftId) return null;
  const shiftId = parts.shift && values.shiftId ? { shiftId: values.shiftId } : {};
  const employeeId = parts.employee && values.employeeId ? { employeeId: values.employeeId } : {};
  const choice = { action, reason, hasPaper, products, ...shiftId, ...employeeId };
  const isEmpty = products.length === 0 && !values.shiftId && !values.employeeId;
  return action === 're-attach' && isEmpty ? null : choice;
}
