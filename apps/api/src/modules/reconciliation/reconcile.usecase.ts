import type { ReconcileRequest, StatementV1 } from '@jowi/contracts/sync/reconcile-v1';
import { WIRE_FLOOR } from '@jowi/contracts/sync/wire';
import { hashStatement } from '@jowi/sync/statement';
import { Injectable } from '@nestjs/common';
import type { TerminalIdentity } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { ServerKey } from '../../platform/signing/server-key.ts';
import { claimedFigures, compareClaim, type Held } from './compare-claim.ts';
import { type NumberRange, ReconciliationRepository } from './reconciliation.repository.ts';

type Unsigned = Omit<StatementV1, 'signature'>;

/** A till says what it holds; it is told, signed, what the server holds. Two statements, three where something is missing. */
@Injectable()
export class ReconcileUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly clock: Clock,
    private readonly key: ServerKey,
    private readonly reconciliations: ReconciliationRepository,
  ) {}

  /** Throws `sync/wire-too-old`, `sync/epoch-unknown`. Whatever does not fit is in the statement, and in the books. */
  async execute(terminal: TerminalIdentity, claim: ReconcileRequest): Promise<StatementV1> {
    if (claim.wire < WIRE_FLOOR) throw new ProblemError('sync/wire-too-old');
    const statement = await this.db.withTenant(
      terminal.tenantId,
      async (tx) => {
        const held = await this.reconciliations.findHeld(tx, terminal, claim);
        if (!held) throw new ProblemError('sync/epoch-unknown');
        return this.#compare(tx, terminal, claim, held);
      },
      'once',
    );
    return { ...statement, signature: this.key.sign(hashStatement(statement)) } as StatementV1;
  }

  async #compare(
    tx: KyselyTx,
    terminal: TerminalIdentity,
    claim: ReconcileRequest,
    held: Held,
  ): Promise<Unsigned> {
    const atMs = this.clock.nowMs();
    const { headAgrees, disagreements, hasLost, movesOn } = compareClaim(claim, held);
    const missing = await this.#missing(tx, terminal, claim, held);
    if (movesOn) this.reconciliations.saveTold(tx, terminal, claim, atMs);
    const { shift } = claim;
    // A claim that was overtaken by a later one on the way says nothing new; one that shows a loss does.
    if (shift && held.shift && (movesOn || hasLost)) {
      const comparison = {
        shiftId: shift.shiftId,
        source: 'claim' as const,
        closed: shift.closed,
        claimed: claimedFigures(shift),
        held: held.figures,
        missing,
        quarantined: held.quarantined,
        head: held.head,
        disagreements,
        hasLost,
        atMs,
      };
      this.reconciliations.save(tx, terminal, comparison, { keepsClaim: !movesOn });
    }
    const { figures } = held;
    return {
      terminalId: terminal.terminalId,
      claimId: claim.claimId,
      shiftId: shift?.shiftId ?? null,
      shiftNumber: shift?.shiftNumber ?? null,
      receiptsClaimed: shift?.receiptCount ?? 0,
      receiptsHeld: figures.count,
      totalTiyinHeld: String(figures.totalTiyin),
      vatTiyinHeld: String(figures.vatTiyin),
      firstReceiptNumber: figures.firstNumber,
      lastReceiptNumber: figures.lastNumber,
      missing,
      quarantined: held.quarantined,
      head: held.head,
      headAgrees,
      agrees: disagreements.length === 0,
      disagreements,
      atMs,
      keyId: this.key.keyId,
    };
  }

  /** Asked for only when there are fewer than claimed. */
  async #missing(
    tx: KyselyTx,
    terminal: TerminalIdentity,
    { shift }: ReconcileRequest,
    held: Held,
  ): Promise<NumberRange[]> {
    if (!shift || shift.receiptCount <= held.figures.count) return [];
    return this.reconciliations.listMissing(tx, terminal, shift.shiftId, claimedFigures(shift));
  }
}
