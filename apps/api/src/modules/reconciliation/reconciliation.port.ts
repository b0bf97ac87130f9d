import type { ChainHead } from '@jowi/contracts/sync/journal';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** Receipts, sums and numbers of a shift, as one side has them. */
export type Figures = {
  readonly count: number;
  readonly totalTiyin: bigint;
  readonly vatTiyin: bigint;
  readonly firstNumber: number | null;
  readonly lastNumber: number | null;
};

/** What a terminal last said of itself. */
export type Told = {
  readonly head: ChainHead;
  /** Entries it had still to send. */
  readonly unsent: number | null;
  readonly oldestUnsentAtMs: number | null;
  readonly toldAtMs: number;
};

/** The last comparison of a shift. */
export type Reconciliation = {
  readonly shiftId: string;
  readonly shiftNumber: number;
  readonly businessDate: string;
  /** claim: the till asked; closing: its closing entry spoke for it. */
  readonly source: 'claim' | 'closing';
  readonly closed: boolean;
  readonly claimed: Figures;
  readonly held: Figures;
  /** Numbers claimed and not held, [from, to]. */
  readonly missing: readonly (readonly [from: number, to: number])[];
  readonly quarantined: number;
  /** The end of the chain held at that moment. */
  readonly head: ChainHead;
  /** Words of DISAGREEMENTS; none = it agrees. */
  readonly disagreements: readonly string[];
  readonly agrees: boolean;
  readonly checkedAtMs: number;
};

/** What tills claim beside what is held. Inside the transaction of the till's tenant. */
export abstract class ReconciliationPort {
  /** null: the till never said (it is not paired, or its program cannot ask yet). */
  abstract findTold(tx: KyselyTx, tenantId: string, terminalId: string): Promise<Told | null>;

  /** The newest comparisons first. */
  abstract listReconciliations(
    tx: KyselyTx,
    tenantId: string,
    terminalId: string,
    limit: number,
  ): Promise<Reconciliation[]>;
}
