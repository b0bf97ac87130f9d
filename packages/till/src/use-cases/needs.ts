import { discountShares } from '@jowi/domain/discount-share';
import { sumTiyin } from '@jowi/domain/money';
import type { PricedReceipt } from '@jowi/domain/pricing';
import { discountView } from '../discount.ts';
import { TillError } from '../result.ts';
import type { Cart, CartLine } from '../store/cart.store.ts';
import type { CartApproval, Need } from '../store/cart-approvals.ts';
import type { TillContext } from '../till-context.ts';
import type { NeedView, SessionView } from '../views.ts';

type Priced = PricedReceipt<CartLine>;

/** Discounts beyond what this seller may give alone. Her limit counts once for a line, however many discounts it bears. */
export function discountNeeds(seller: SessionView, cart: Cart, priced: Priced): Need[] {
  const { lineBps, receiptBps } = discountShares(priced.lines, cart.receiptDiscount);
  const limit = seller.permissions.includes('till/discount') ? seller.limits.discountBps : 0;
  const needs: Need[] = [];
  for (const [i, line] of priced.lines.entries()) {
    if (lineBps[i]! <= limit || !line.discount) continue;
    needs.push({
      operation: 'line-discount',
      subjectId: line.lineId,
      ...{ unit: 'bps', asked: BigInt(lineBps[i]!), limit: BigInt(limit) },
      terms: {
        kind: 'discount',
        discount: discountView(line.discount)!,
        mostTiyin: String(line.lineDiscountTiyin),
      },
    });
  }
  if (cart.receiptDiscount && receiptBps > limit) {
    needs.push({
      operation: 'receipt-discount',
      subjectId: null,
      ...{ unit: 'bps', asked: BigInt(receiptBps), limit: BigInt(limit) },
      terms: {
        kind: 'discount',
        discount: discountView(cart.receiptDiscount)!,
        mostTiyin: String(sumTiyin(priced.lines.map((line) => line.receiptDiscountTiyin))),
      },
    });
  }
  return needs;
}

/**
 * Goods of which the cart holds more than the till believes to be on the shelf, if this seller may not decide that alone.
 * What the till believes is the server's last word less its own sales: another till may have sold since.
 * Throws `till/stock-blocked` where the store sells nothing below zero.
 */
export function stockNeeds(
  { meta, catalogue }: TillContext,
  seller: SessionView,
  { lines }: Pick<Cart, 'lines'>,
  productIds: Iterable<string> = new Set(lines.map((line) => line.productId)),
): Need[] {
  const policy = stockPolicy(meta.getIdentity().settings.negativeStock);
  if (policy !== 'block' && maySellBelowZero(seller, policy)) return [];
  const needs: Need[] = [];
  for (const productId of productIds) {
    const stock = catalogue.findStockMilli(productId);
    if (stock === null) continue;
    const onShelf = stock > 0n ? stock : 0n;
    const wanted = lines.reduce((sum, it) => (it.productId === productId ? sum + it.qtyMilli : sum), 0n);
    if (wanted <= onShelf) continue;
    if (policy === 'block') throw new TillError('till/stock-blocked', { stock: String(onShelf) });
    needs.push({
      operation: 'sell-below-zero',
      subjectId: productId,
      ...{ unit: 'milli', asked: wanted - onShelf, limit: 0n },
      terms: { kind: 'stock', mostMilli: String(wanted) },
    });
  }
  return needs;
}

/** A till that was never told warns, as it always has; a word it does not know is taken for the careful one. */
function stockPolicy(told: string | undefined): 'free' | 'pin' | 'block' {
  if (told === 'block') return 'block';
  return told === undefined || told === 'allow' || told === 'warn' ? 'free' : 'pin';
}

/** Where a PIN is asked for, whoever may lend hers to others needs nobody else's. */
function maySellBelowZero({ permissions }: SessionView, policy: 'free' | 'pin'): boolean {
  if (!permissions.includes('till/sell-below-zero')) return false;
  return policy === 'free' || permissions.includes('till/approve');
}

/** Whether this is what was allowed: the same discount on no more, no more of the same goods. */
export function covers(approval: CartApproval, need: Need): boolean {
  if (approval.operation !== need.operation || approval.subjectId !== need.subjectId) return false;
  const [given, wanted] = [approval.terms, need.terms];
  if (given.kind === 'stock')
    return wanted.kind === 'stock' && BigInt(wanted.mostMilli) <= BigInt(given.mostMilli);
  return (
    wanted.kind === 'discount' &&
    approval.asked >= need.asked &&
    BigInt(wanted.mostTiyin) <= BigInt(given.mostTiyin) &&
    isSameDiscount(given.discount, wanted.discount)
  );
}

type DiscountTerms = Extract<Need['terms'], { kind: 'discount' }>['discount'];

export function isSameDiscount(a: DiscountTerms, b: DiscountTerms): boolean {
  if (a.kind === 'percent') return b.kind === 'percent' && a.bps === b.bps;
  return b.kind === 'amount' && a.tiyin === b.tiyin;
}

/** Those that nobody has allowed for this cart. */
export function uncovered({ cart }: TillContext, needs: readonly Need[]): Need[] {
  return needs.filter((need) => !cart.approvals.list.some((approval) => covers(approval, need)));
}

/**
 * Throws `till/approval-needed` for the first that nobody has allowed, and remembers it for the PIN that may follow;
 * `till/store-ceiling` where no PIN can help.
 */
export function refuseUncovered(till: TillContext, seller: SessionView, needs: readonly Need[]): void {
  const need = uncovered(till, needs)[0];
  if (!need) return;
  const ceiling = till.meta.getIdentity().settings.limits?.discountBps;
  if (need.unit === 'bps' && ceiling !== undefined && need.asked > ceiling) {
    throw new TillError('till/store-ceiling', { ceilingBps: ceiling });
  }
  till.session.asked = { ...need, cartId: till.cart.ensureId(), askerId: seller.id };
  const { operation, subjectId, unit, asked, limit } = needView(need);
  throw new TillError('till/approval-needed', {
    ...{ operation, unit, asked, limit },
    ...(subjectId !== null && { subjectId }),
  });
}

export function needView({ operation, subjectId, unit, asked, limit }: Need): NeedView {
  return { operation, subjectId, unit, asked: String(asked), limit: String(limit) };
}
