import type { ChainHead } from '@jowi/contracts/sync/journal';
import type { PullResponse } from '@jowi/contracts/sync/pull';
import type { TillContext } from '../till-context.ts';
import { renewSession } from '../use-cases/sign-in.usecase.ts';
import { hasGoneBack } from './server-loss.ts';

/** Takes over what changed in the back office, in one transaction with the cursor: all of it or none. */
export function applyPull(till: TillContext, pull: PullResponse): void {
  const { db, meta, journal, catalogue, employees, receipts, trusted, notices, events } = till;
  const before = meta.getIdentity().settings;
  db.transaction(() => {
    const generation = meta.findSnapshot()?.generation ?? 1;
    for (const product of pull.products) catalogue.put(product, generation);
    // The server's figure includes our sales up to its head; those after it are still to be taken off.
    const sold = pull.stock.length > 0 ? receipts.soldAfter(pull.head) : new Map<string, bigint>();
    for (const { productId, qtyMilli } of pull.stock) {
      catalogue.setStock(productId, BigInt(qtyMilli) - (sold.get(productId) ?? 0n));
    }
    for (const employee of pull.employees) employees.put(employee);
    if (pull.products.length > 0) noteUnknownUnit(till);
    meta.saveIdentity({ ...meta.getIdentity(), settings: pull.settings });
    const held = meta.findServerHead();
    if (hasGoneBack(held, pull.head)) journal.offerEnds();
    // Hardly any answer is overtaken by a whole epoch: that is a loss.
    if (held !== null && pull.head.epoch < held.epoch) journal.offerQuarantined();
    meta.saveServerHead(pull.head);
    if (isCopied(till, pull.head)) {
      meta.saveForkedEpoch(pull.head.epoch);
      notices.raise({ code: 'till/copied' });
    }
    meta.saveCursor(pull.cursor);
    if (pull.settings.storeId !== before.storeId) forgetOldStore(till);
    meta.saveLastSyncAtMs(trusted.now());
  });
  renewSession(till);
  // What is in the cart is priced anew: the rules of the shop hold from the moment the till knows them (ADR 11).
  if (JSON.stringify(pull.settings) !== JSON.stringify(before)) events.emit('cart-changed');
  if (pull.products.length > 0 || pull.stock.length > 0) events.emit('catalogue-changed');
  if (pull.employees.length > 0) events.emit('session-changed');
  // The push asks for a new epoch if there is a reason, and finds nothing to do otherwise.
  events.emit('device-changed', 'journaled');
}

/** The till was carried to another store: other shelves, and other people may open it. Both are fetched anew. */
function forgetOldStore({ meta, employees }: TillContext): void {
  employees.leaveAll();
  meta.forgetCursor();
}

/** Goods this program can sell by the piece only are told of until it is renewed, or they are. */
export function noteUnknownUnit({ catalogue, notices }: TillContext): void {
  const sku = catalogue.findUnknownUnit();
  if (sku === null) notices.clear('till/unit-unknown');
  else notices.raise({ code: 'till/unit-unknown', params: { sku } });
}

/**
 * The server holds entries of our chain that we do not: this disk is yesterday's, or somebody sells on a copy of it.
 * Better known before the next sale than after.
 */
function isCopied({ meta, journal }: TillContext, server: ChainHead): boolean {
  if (server.epoch !== meta.getIdentity().epoch || server.seq === 0) return false;
  return journal.findHash(server.epoch, server.seq) !== server.hash;
}
