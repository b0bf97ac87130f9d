import type { ChainHead } from '@jowi/contracts/sync/journal';
import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import type { Disagreement, ReconcileRequest } from '@jowi/contracts/sync/reconcile-v1';
import type { Figures } from './reconciliation.port.ts';

/** What the books and the chains hold of what a till claims, all of one moment. */
export type Held = {
  /** The end of the chain of the claimed epoch. */
  readonly head: ChainHead;
  /** Held at the claimed seq; null = nothing. */
  readonly hashAtClaim: string | null;
  /** What the terminal told last; `arrived`: that very entry is held, on its chain or in quarantine. */
  readonly told: { readonly head: ChainHead; readonly arrived: boolean } | null;
  /** Receipts of the claimed shift, of this terminal. */
  readonly figures: Figures;
  /** null: this terminal has no such shift. */
  readonly shift: HeldShift | null;
  /** Of the shift, or of the terminal when none was claimed. */
  readonly quarantined: number;
};

export type HeldShift = {
  /** What its closing entry says; null = not closed. */
  readonly closing: Pick<Figures, 'count' | 'totalTiyin' | 'vatTiyin'> | null;
  /** Something told of during this shift never came. */
  readonly hasLost: boolean;
};

export type Comparison = {
  readonly headAgrees: boolean;
  /** Empty = it agrees. */
  readonly disagreements: Disagreement[];
  /** To be remembered of the shift for good. */
  readonly hasLost: boolean;
  /** The claim reaches at least as far as what was told before: it becomes what was told. */
  readonly movesOn: boolean;
};

/** What a till claims beside what is held. Nothing is taken on trust: whatever does not fit has a word. */
export function compareClaim(claim: ReconcileRequest, held: Held): Comparison {
  const { head } = claim;
  const isGenesis = head.seq === 0 && head.hash === GENESIS_HASH;
  const headAgrees = isGenesis || held.hashAtClaim === head.hash;
  const disagreements: Disagreement[] = [];
  if (head.seq > held.head.seq) disagreements.push('behind');
  else if (!headAgrees) disagreements.push('head');
  if (claim.entries !== head.seq) disagreements.push('entries');

  const past = compareWithTold(claim, held);
  if (past.word === 'epoch' || past.word === 'backwards') disagreements.push(past.word);
  const hasLost = past.isLost || held.shift?.hasLost === true;
  if (hasLost) disagreements.push('lost');

  if (claim.shift) {
    if (!held.shift) disagreements.push('shift-unknown');
    if (!areEqual(claimedFigures(claim.shift), held.figures)) disagreements.push('figures');
    if (!closingAgrees(claim.shift.closed, held)) disagreements.push('closing');
  }
  return { headAgrees, disagreements, hasLost, movesOn: past.word === null || past.word === 'lost' };
}

/** A till's journal only grows. What it told of once must come, or is lost, and then the till must not go on as if nothing were. */
function compareWithTold(
  { head, unsent }: ReconcileRequest,
  held: Held,
): { word: 'epoch' | 'backwards' | 'lost' | null; isLost: boolean } {
  const { told } = held;
  if (!told) return { word: null, isLost: false };
  const { epoch, seq, hash } = told.head;
  const arrived = told.arrived || seq === 0;
  if (head.epoch < epoch) return { word: 'epoch', isLost: false };
  if (head.epoch > epoch) {
    // Entries of the former epoch go out first; until they are out nothing can be said.
    const isLost = !arrived && unsent === 0;
    return { word: isLost ? 'lost' : null, isLost };
  }
  const isOther = head.seq < seq || (head.seq === seq && head.hash !== hash);
  const isPassed = head.seq > seq && held.head.seq >= seq && !arrived;
  if (isOther || isPassed) return { word: 'backwards', isLost: !arrived };
  return { word: null, isLost: false };
}

/** A shift as a claim has it. */
export function claimedFigures(shift: NonNullable<ReconcileRequest['shift']>): Figures {
  return {
    count: shift.receiptCount,
    totalTiyin: BigInt(shift.totalTiyin),
    vatTiyin: BigInt(shift.vatTiyin),
    firstNumber: shift.firstReceiptNumber,
    lastNumber: shift.lastReceiptNumber,
  };
}

export function areEqual(a: Figures, b: Figures): boolean {
  return sumsAreEqual(a, b) && a.firstNumber === b.firstNumber && a.lastNumber === b.lastNumber;
}

/** Open or closed on both sides, and a closing entry says what the receipts held say. */
function closingAgrees(isClosed: boolean, { shift, figures }: Held): boolean {
  const closing = shift?.closing;
  if (!closing) return !isClosed;
  return isClosed && sumsAreEqual(closing, figures);
}

function sumsAreEqual(a: NonNullable<HeldShift['closing']>, b: NonNullable<HeldShift['closing']>): boolean {
  return a.count === b.count && a.totalTiyin === b.totalTiyin && a.vatTiyin === b.vatTiyin;
}
