import { DomainError } from './errors.ts';
import { sumTiyin, type Tiyin } from './money.ts';
import {
  CALC_VERSION,
  type Discount,
  type PricedReceipt,
  priceReceipt,
  type SaleLineInput,
} from './pricing.ts';

/** `wallet` is Payme, Click, Uzum and the like; which one is a detail of the payment, not of the sums. */
export type PaymentKind = 'cash' | 'card' | 'wallet';

export const PAYMENT_KINDS: readonly PaymentKind[] = ['cash', 'card', 'wallet'];

/** `amountTiyin` is what settles the receipt, so payments sum to its total: the form books and shifts want. */
export type Payment = { kind: PaymentKind; amountTiyin: Tiyin };

/** A payment with what was handed over and given back: tendered - change = amount, change only of cash. */
export type TenderedPayment = Payment & { tenderedTiyin: Tiyin; changeTiyin: Tiyin };

/** A sale as the till stored it: what went in, every figure that came out, and how it was paid. */
export type ReceiptFacts<L extends SaleLineInput = SaleLineInput> = PricedReceipt<L> & {
  receiptDiscount: Discount | null;
  payments: readonly TenderedPayment[];
};

/** A figure that is not what it should be, in a form that can be stored and shown. */
export type ReceiptDifference = { path: string; expected: string; actual: string };

/**
 * What must hold of any receipt whatever it was calculated with: on every line and in all, gross - discount
 * = net; nets sum to the total; VAT sums and never exceeds its net; tendered - change = paid = total, and
 * change is given in cash only. An empty list means the receipt is sound.
 */
export function checkReceipt(facts: ReceiptFacts): ReceiptDifference[] {
  const found: ReceiptDifference[] = [];
  const same = (path: string, expected: bigint, actual: bigint) => {
    if (expected !== actual) found.push({ path, expected: String(expected), actual: String(actual) });
  };
  const within = (path: string, actual: bigint, max: bigint) => {
    if (actual < 0n || actual > max) found.push({ path, expected: `0..${max}`, actual: String(actual) });
  };
  const { lines, payments } = facts;
  for (const [i, line] of lines.entries()) {
    const discounts = line.lineDiscountTiyin + line.receiptDiscountTiyin + line.roundingDiscountTiyin;
    same(`lines[${i}].discountTiyin`, discounts, line.discountTiyin);
    same(`lines[${i}].netTiyin`, line.grossTiyin - line.discountTiyin, line.netTiyin);
    within(`lines[${i}].discountTiyin`, line.discountTiyin, line.grossTiyin);
    within(`lines[${i}].vatTiyin`, line.vatTiyin, line.netTiyin);
  }
  same('grossTiyin', sumTiyin(lines.map((l) => l.grossTiyin)), facts.grossTiyin);
  same('discountTiyin', sumTiyin(lines.map((l) => l.discountTiyin)), facts.discountTiyin);
  same('totalTiyin', sumTiyin(lines.map((l) => l.netTiyin)), facts.totalTiyin);
  same('vatTiyin', sumTiyin(lines.map((l) => l.vatTiyin)), facts.vatTiyin);
  for (const [i, payment] of payments.entries()) {
    const { kind, amountTiyin, tenderedTiyin, changeTiyin } = payment;
    same(`payments[${i}].amountTiyin`, tenderedTiyin - changeTiyin, amountTiyin);
    within(`payments[${i}].amountTiyin`, amountTiyin, facts.totalTiyin);
    within(`payments[${i}].changeTiyin`, changeTiyin, kind === 'cash' ? tenderedTiyin : 0n);
  }
  same('paymentsTiyin', facts.totalTiyin, sumTiyin(payments.map((p) => p.amountTiyin)));
  return found;
}

const LINE_FIGURES = [
  'grossTiyin',
  'lineDiscountTiyin',
  'receiptDiscountTiyin',
  'roundingDiscountTiyin',
  'discountTiyin',
  'netTiyin',
  'vatTiyin',
] as const;

const RECEIPT_FIGURES = ['grossTiyin', 'discountTiyin', 'totalTiyin', 'vatTiyin'] as const;

/**
 * Calculates a stored sale again from its inputs and compares every figure; also checks what `checkReceipt`
 * checks. Never throws on bad facts: input the calculator refuses is a difference too, because a sale
 * that happened is accepted and flagged, never turned away.
 */
export function recomputeReceipt(facts: ReceiptFacts): 'equal' | ReceiptDifference[] {
  const found = [...recalculated(facts), ...checkReceipt(facts)];
  const distinct = [...new Map(found.map((d) => [d.path, d])).values()];
  return distinct.length === 0 ? 'equal' : distinct;
}

function recalculated(facts: ReceiptFacts): ReceiptDifference[] {
  if (facts.calcVersion !== CALC_VERSION) {
    return [{ path: 'calcVersion', expected: String(CALC_VERSION), actual: String(facts.calcVersion) }];
  }
  const found: ReceiptDifference[] = [];
  const same = (path: string, expected: bigint, actual: bigint) => {
    if (expected !== actual) found.push({ path, expected: String(expected), actual: String(actual) });
  };
  try {
    const ours = priceReceipt(facts.lines, facts.receiptDiscount, facts.policy);
    for (const [i, line] of ours.lines.entries()) {
      for (const figure of LINE_FIGURES) same(`lines[${i}].${figure}`, line[figure], facts.lines[i]![figure]);
    }
    for (const figure of RECEIPT_FIGURES) same(figure, ours[figure], facts[figure]);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    found.push({ path: 'lines', expected: 'valid input', actual: error.code });
  }
  return found;
}
