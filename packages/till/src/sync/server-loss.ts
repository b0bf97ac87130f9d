import type { ChainHead } from '@jowi/contracts/sync/journal';
import type { TillContext } from '../till-context.ts';

/** The server once held more: it was restored from a backup, or this answer was overtaken by one to a push. */
export function hasGoneBack(before: ChainHead | null, now: ChainHead): boolean {
  if (before === null) return false;
  return now.epoch < before.epoch || (now.epoch === before.epoch && now.seq < before.seq);
}

/**
 * A server that has lost some of the present epoch has lost more: what it says of other epochs, of what stood beside its chains
 * and of the catalogue is asked anew. Part of the transaction that notes the loss.
 */
export function offerAnew({ journal, meta }: TillContext): void {
  journal.offerEnds();
  journal.offerQuarantined();
  meta.forgetCursor();
}
