import type { ShiftProof, TerminalJournal } from '@jowi/contracts/http/journal';
import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { type Reconciliation, ReconciliationPort, type Told } from '../reconciliation/reconciliation.port.ts';
import { TerminalPort } from '../terminals/terminal.port.ts';
import { OFFICE_EPOCH } from './office-chain.repository.ts';
import { type ShiftOfTill, type Sums, TerminalJournalRepository } from './terminal-journal.repository.ts';

/** Comparisons looked at: more than the shifts that are shown. */
const MAX_COMPARISONS = 100;

@Injectable()
export class GetTerminalJournalUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly terminals: TerminalPort,
    private readonly journal: TerminalJournalRepository,
    private readonly reconciliations: ReconciliationPort,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError common/not-found */
  async execute(tenantId: string, terminalId: string): Promise<TerminalJournal> {
    const terminal = await this.terminals.get(tenantId, terminalId);
    return this.db.withTenant(tenantId, async (tx) => {
      const [chains, quarantine, shifts, told, claims] = await Promise.all([
        this.journal.listChains(tx, tenantId, terminalId),
        this.journal.countQuarantine(tx, tenantId, terminalId),
        this.journal.listShifts(tx, tenantId, terminalId),
        this.reconciliations.findTold(tx, tenantId, terminalId),
        this.reconciliations.listReconciliations(tx, tenantId, terminalId, MAX_COMPARISONS),
      ]);
      const held = { epoch: terminal.epoch, seq: terminal.seq, hash: terminal.headHash };
      return {
        terminal,
        oldestUnsentAtMs: told?.unsent ? told.oldestUnsentAtMs : null,
        told: told && { ...told.head, atMs: told.toldAtMs },
        held,
        heads: await this.#compareHeads(tx, tenantId, terminalId, told, held),
        chains: chains
          .filter(({ epoch, seq }) => epoch !== OFFICE_EPOCH || seq > 0)
          .map((it) => ({ ...it, posted: it.seq - it.quarantined })),
        shifts: await this.#proofs(tx, tenantId, shifts, new Map(claims.map((it) => [it.shiftId, it]))),
        quarantine,
        serverTimeMs: this.clock.nowMs(),
      };
    });
  }

  async #compareHeads(
    tx: KyselyTx,
    tenantId: string,
    terminalId: string,
    told: Told | null,
    held: { epoch: number; seq: number; hash: string },
  ): Promise<TerminalJournal['heads']> {
    if (!told) return 'unknown';
    const { epoch, seq, hash } = told.head;
    if (epoch === held.epoch && seq > held.seq) return 'behind';
    const there = seq === 0 ? GENESIS_HASH : await this.journal.findHash(tx, tenantId, terminalId, told.head);
    return there === hash ? 'same' : 'differs';
  }

  async #proofs(
    tx: KyselyTx,
    tenantId: string,
    shifts: readonly ShiftOfTill[],
    claims: ReadonlyMap<string, Reconciliation>,
  ): Promise<ShiftProof[]> {
    const spans = shifts.flatMap((shift) => {
      const claim = claims.get(shift.id)?.claimed;
      const from = least(claim?.firstNumber ?? null, shift.firstNumber);
      const to = greatest(claim?.lastNumber ?? null, shift.lastNumber);
      return from === null || to === null ? [] : [{ shiftId: shift.id, from, to }];
    });
    const missing = await this.journal.listMissing(tx, tenantId, spans);
    return shifts.map((shift) => proofOf(shift, claims.get(shift.id), missing.get(shift.id) ?? []));
  }
}

function proofOf(
  shift: ShiftOfTill,
  claim: Reconciliation | undefined,
  missing: [from: number, to: number][],
): ShiftProof {
  const claimed = claim?.claimed ?? shift.closing;
  return {
    shiftId: shift.id,
    shiftNumber: shift.shiftNumber,
    businessDate: shift.businessDate,
    openedAtMs: shift.openedAtMs,
    closed: shift.closing !== null,
    claimed: claimed && figures(claimed),
    claimedAtMs: claim?.checkedAtMs ?? shift.closedAtMs,
    held: figures(shift.held),
    firstReceiptNumber: shift.firstNumber,
    lastReceiptNumber: shift.lastNumber,
    missing,
    state: stateOf(shift, claimed),
  };
}

/** What came from a copy of the till is the shift's as well; the till that claims knows of its own only. */
function stateOf({ held, ofOriginal, ofCopy }: ShiftOfTill, claimed: Sums | null): ShiftProof['state'] {
  if (!claimed) return 'unknown';
  if (areEqual(held, claimed)) return 'agrees';
  return areEqual(ofOriginal, claimed) || areEqual(ofCopy, claimed) ? 'more' : 'differs';
}

function areEqual(a: Sums, b: Sums): boolean {
  return a.count === b.count && a.totalTiyin === b.totalTiyin && a.vatTiyin === b.vatTiyin;
}

function figures({ count, totalTiyin, vatTiyin }: Sums) {
  return { receiptCount: count, totalTiyin: String(totalTiyin), vatTiyin: String(vatTiyin) };
}

const least = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.min(a, b));
const greatest = (a: number | null, b: number | null) =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);
