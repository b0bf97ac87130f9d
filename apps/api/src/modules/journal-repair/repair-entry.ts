import type { Decision, DecisionInput } from '@jowi/contracts/http/journal';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { BookEntry } from './book-entry.ts';
import { DecisionRepository } from './decision.repository.ts';
import { JudgeEntry } from './judge-entry.ts';
import { OfficeChainRepository } from './office-chain.repository.ts';
import { PlanRepair, type Repair } from './plan-repair.ts';
import { type HeldEntry, QuarantineRepository } from './quarantine.repository.ts';
import type { ReadEntry, Said } from './read-entry.ts';

export type Opened = {
  held: HeldEntry;
  /** What was decided already. */
  before: Decision | null;
  repair: (input: DecisionInput) => Promise<Repaired>;
};
/** `repair` is null when the entry was set aside. */
export type Repaired = { repair: Repair | null; followers: number };

type Deed = { input: DecisionInput; followsId: string | null; onPaper: boolean };

/** One entry and what follows from a decision about it, in the transaction of whoever decides or only wants to see. */
@Injectable()
export class RepairEntry {
  constructor(
    private readonly quarantine: QuarantineRepository,
    private readonly decisions: DecisionRepository,
    private readonly chain: OfficeChainRepository,
    private readonly judge: JudgeEntry,
    private readonly plans: PlanRepair,
    private readonly books: BookEntry,
    private readonly clock: Clock,
  ) {}

  /**
   * Locks the terminal's chains: whoever else decides about an entry of this till waits here, and then sees what came of
   * it. @throws ProblemError common/not-found
   */
  async open(tx: KyselyTx, person: Person, id: string): Promise<Opened> {
    const { tenantId } = person;
    const held = await this.quarantine.find(tx, tenantId, id);
    if (!held) throw new ProblemError('common/not-found');
    const end = await this.chain.lock(tx, { ...held, tenantId });
    const before = await this.decisions.find(tx, tenantId, id);
    return { held, before, repair: (input) => this.#repair(tx, person, held, end, input) };
  }

  async #repair(
    tx: KyselyTx,
    person: Person,
    held: HeldEntry,
    end: { seq: number; hash: string },
    input: DecisionInput,
  ): Promise<Repaired> {
    // She was shown to see this till. What is written now is what the till would have written, which no store limits.
    await sql`SELECT set_config('app.store_ids', '', true)`.execute(tx);
    const judged = await this.judge.judge(tx, person.tenantId, held);
    const repair = await this.plans.plan(tx, person.tenantId, held, judged, input);
    const onPaper = repair !== null && !judged.isSound;
    if (onPaper) await this.#refuseWithoutPaper(tx, person, input);
    let last = await this.#write(tx, person, held, end, { input, followsId: null, onPaper }, repair);

    const followers = repair ? await this.#listFollowers(tx, person.tenantId, held, bookedAs(repair)) : [];
    const following = { ...input, action: 'accept' as const };
    let followed = 0;
    for (const follower of followers) {
      const its = await this.judge.judge(tx, person.tenantId, follower);
      if (!its.isSound || its.options.some((it) => it.action === 'accept' && it.refusal)) continue;
      const plan = await this.plans.plan(tx, person.tenantId, follower, its, following);
      const deed = { input: following, followsId: held.id, onPaper: false };
      last = await this.#write(tx, person, follower, last, deed, plan);
      followed += 1;
    }
    return { repair, followers: followed };
  }

  /** How many would follow this entry into the books as it is. */
  async countFollowers(tx: KyselyTx, tenantId: string, held: HeldEntry, read: ReadEntry): Promise<number> {
    return (await this.#listFollowers(tx, tenantId, held, read)).length;
  }

  /**
   * Nobody can prove that the till wrote this. An owner who holds the paper may answer for it with her name; a click by
   * somebody else is not enough. @throws ProblemError journal/paper-needed
   */
  async #refuseWithoutPaper(
    tx: KyselyTx,
    { tenantId, employeeId }: Person,
    { hasPaper }: DecisionInput,
  ): Promise<void> {
    if (!(await this.decisions.isOwner(tx, tenantId, employeeId)))
      throw new ProblemError('journal/paper-needed', { status: 403 });
    if (!hasPaper) throw new ProblemError('journal/paper-needed', { field: 'hasPaper' });
  }

  async #write(
    tx: KyselyTx,
    { tenantId, employeeId }: Person,
    held: HeldEntry,
    end: { seq: number; hash: string },
    { input, followsId, onPaper }: Deed,
    repair: Repair | null,
  ): Promise<{ seq: number; hash: string }> {
    const { action, reason, shiftId, products } = input;
    const sale = repair?.sale;
    const decidedAtMs = this.clock.nowMs();
    const next = await this.chain.append(tx, { ...held, tenantId }, end, {
      quarantineId: held.id,
      action,
      // The whole entry as it came, down to the byte: text in text.
      entry: held.text,
      changes: {
        ...(sale?.originalReceiptNumber != null && {
          receiptNumber: sale.sale.receiptNumber,
          receiptId: sale.sale.receiptId,
        }),
        ...(sale && shiftId !== undefined && { shiftId, businessDate: sale.sale.businessDate }),
        ...(sale && input.employeeId !== undefined && { employeeId: input.employeeId }),
        ...(sale && products.length > 0 && { products }),
      },
      reason,
      onPaper,
      by: employeeId,
      followsId,
      decidedAtMs,
    });
    if (sale) await this.books.bookSale(tx, repair.place, next.seq, sale);
    else if (repair && repair.said.kind !== 'SaleV1')
      await this.books.bookOther(tx, repair.place, next.seq, repair.said);
    await this.decisions.insert(tx, tenantId, {
      quarantineId: held.id,
      terminalId: held.terminalId,
      seq: next.seq,
      ...{ action, reason, onPaper, employeeId, followsId, decidedAtMs },
      receiptId: sale?.sale.receiptId ?? null,
    });
    return next;
  }

  /** The mark of a sale that is in the books now, the Z of a shift: they waited for nothing else. */
  async #listFollowers(
    tx: KyselyTx,
    tenantId: string,
    { terminalId }: HeldEntry,
    said: ReadEntry,
  ): Promise<HeldEntry[]> {
    const open = (kind: string, fits: (payload: JournalEntry['payload']) => boolean) =>
      this.quarantine.listOpen(tx, { tenantId, terminalId, kind }, ({ payload }) => fits(payload));
    if (said.kind === 'SaleV1')
      return open('FiscalisedV1', ({ receiptId }) => receiptId === said.payload.receiptId);
    if (said.kind === 'ShiftOpenedV1')
      return open('ShiftClosedV1', ({ shiftId }) => shiftId === said.payload.shiftId);
    return [];
  }
}

/** With the id the sale has in the books: where that is a new one, nobody's mark speaks of it. */
function bookedAs({ said, sale }: Repair): Said {
  return sale ? { kind: 'SaleV1', payload: sale.sale } : said;
}
