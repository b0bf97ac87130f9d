import type { ServerKind } from '../run/open-server.ts';
import type { Outcome } from '../run/run-seed.ts';

/** What a worker is asked to do; mutants are put in before anything is loaded, so a worker has one for its life. */
export type WorkerSetup = {
  readonly mutant: string | null;
  readonly server: ServerKind;
  /** Only what the server can do one after the other. */
  readonly oneByOne: boolean;
  readonly tills: number | null;
  readonly hours: number | null;
};
export type Question = {
  readonly seed: string;
  /** Runs it a second time: the trace must be the same. */
  readonly twice: boolean;
  /** Asks its journals of two more servers, in different orders. */
  readonly anyOrder: boolean;
  readonly keepTrace: boolean;
  /** Ids of the steps to leave in; null = all. */
  readonly only: readonly number[] | null;
  /** Dies at these crash points of the first till, counted from the end of the set-up. */
  readonly crashAt: readonly number[] | null;
};
export type Answer = Outcome & { readonly heapMb: number };
