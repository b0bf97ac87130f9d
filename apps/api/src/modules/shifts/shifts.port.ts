import type { WireProblem } from '@jowi/contracts/errors';
import type { ShiftClosedV1, ShiftOpenedV1 } from '@jowi/contracts/sync/shift-v1';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

export type JournaledOpening = { epoch: number; seq: number; opened: ShiftOpenedV1 };
export type JournaledClosing = { epoch: number; seq: number; closed: ShiftClosedV1 };
export type ShiftFacts = { openings: readonly JournaledOpening[]; closings: readonly JournaledClosing[] };

/** Books the tills' shifts, inside the transaction that stores the journal. */
export abstract class ShiftsPort {
  /** Which of these cannot be booked, by seq: a shift opened or closed twice, or closed but never opened. */
  abstract findUnbookable(
    tx: KyselyTx,
    tenantId: string,
    facts: ShiftFacts,
  ): Promise<Map<number, WireProblem>>;

  /** Sent ahead: a failure is the transaction's. */
  abstract book(tx: KyselyTx, terminal: { tenantId: string; terminalId: string }, facts: ShiftFacts): void;

  /** Whether this terminal has a shift that was opened and not closed, as far as the books know. */
  abstract hasOpenShift(
    tx: KyselyTx,
    terminal: { readonly tenantId: string; readonly terminalId: string },
  ): Promise<boolean>;

  /** The highest shift number of this terminal in the books, over all its epochs; 0 = none. */
  abstract getLastShiftNumber(
    tx: KyselyTx,
    terminal: { readonly tenantId: string; readonly terminalId: string },
  ): Promise<number>;
}
