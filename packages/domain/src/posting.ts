import { DomainError } from './errors.ts';
import { sumTiyin, type Tiyin, tiyin, ZERO_TIYIN } from './money.ts';
import type { Payment, PaymentKind } from './receipt.ts';

/**
 * `stock-settlement` holds the differences between provisional and actual cost of goods sold before they
 * were received, apart from `cogs` so that it can be looked at.
 */
export type Account =
  | PaymentKind
  | 'inventory'
  | 'cogs'
  | 'revenue'
  | 'vat-payable'
  | 'supplier-payable'
  | 'stock-settlement';

/** One side of an entry: exactly one of the two amounts is above zero. */
export type Posting = { account: Account; debitTiyin: Tiyin; creditTiyin: Tiyin };

export type SaleToPost = {
  /** They sum to the total. */
  payments: readonly Payment[];
  totalTiyin: Tiyin;
  /** Contained in the total. */
  vatTiyin: Tiyin;
  /** FIFO cost of all lines, provisional cost of deficits included. */
  costTiyin: Tiyin;
};

/** Money in against revenue and VAT; cost against inventory. Throws `posting/unbalanced`. */
export function postSale({ payments, totalTiyin, vatTiyin, costTiyin }: SaleToPost): Posting[] {
  return balanced([
    ...payments.map((payment) => debit(payment.kind, payment.amountTiyin)),
    credit('revenue', tiyin(totalTiyin - vatTiyin)),
    credit('vat-payable', vatTiyin),
    debit('cogs', costTiyin),
    credit('inventory', costTiyin),
  ]);
}

/** Goods in against what is owed to the supplier. */
export function postDelivery({ costTiyin }: { costTiyin: Tiyin }): Posting[] {
  return balanced([debit('inventory', costTiyin), credit('supplier-payable', costTiyin)]);
}

/** Corrects inventory once a deficit got its actual cost; `differenceTiyin` = actual - provisional, any sign. */
export function postSettlement(differenceTiyin: Tiyin): Posting[] {
  return balanced([debit('stock-settlement', differenceTiyin), credit('inventory', differenceTiyin)]);
}

/** The entry that undoes another: debit and credit change places. */
export function reversePostings(postings: readonly Posting[]): Posting[] {
  return postings.map(({ account, debitTiyin, creditTiyin }) => ({
    account,
    debitTiyin: creditTiyin,
    creditTiyin: debitTiyin,
  }));
}

/** Throws `posting/unbalanced` unless debits equal credits, `posting/negative-amount` if a side is below zero. */
export function assertBalanced(postings: readonly Posting[]): void {
  if (postings.some((p) => p.debitTiyin < 0n || p.creditTiyin < 0n)) {
    throw new DomainError('posting/negative-amount');
  }
  const debitTiyin = sumTiyin(postings.map((p) => p.debitTiyin));
  const creditTiyin = sumTiyin(postings.map((p) => p.creditTiyin));
  if (debitTiyin !== creditTiyin) throw new DomainError('posting/unbalanced', { debitTiyin, creditTiyin });
}

/** A document posts an account once, and not at all when nothing is left of it. */
function balanced(postings: Posting[]): Posting[] {
  const netByAccount = new Map<Account, bigint>();
  for (const { account, debitTiyin, creditTiyin } of postings) {
    netByAccount.set(account, (netByAccount.get(account) ?? 0n) + debitTiyin - creditTiyin);
  }
  const entry = [...netByAccount]
    .filter(([, net]) => net !== 0n)
    .map(([account, net]) => debit(account, tiyin(net)));
  assertBalanced(entry);
  return entry;
}

/** An amount below zero goes to the other side, so that no side is ever negative. */
function debit(account: Account, amount: Tiyin): Posting {
  return amount < 0n
    ? { account, debitTiyin: ZERO_TIYIN, creditTiyin: tiyin(-amount) }
    : { account, debitTiyin: amount, creditTiyin: ZERO_TIYIN };
}

function credit(account: Account, amount: Tiyin): Posting {
  return debit(account, tiyin(-amount));
}
