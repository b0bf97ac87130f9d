import type { WireProblem } from '@jowi/contracts/errors';
import type { ChainHead, JournalEntry } from '@jowi/contracts/sync/journal';
import type { PushRequest, PushResponse, PushResult } from '@jowi/contracts/sync/push';
import { WIRE_FLOOR } from '@jowi/contracts/sync/wire';
import { DomainError } from '@jowi/domain/errors';
import { type ChainVerdict, type JudgedEntry, verifyChain } from '@jowi/sync/chain';
import { Injectable } from '@nestjs/common';
import type { TerminalIdentity } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { ApprovalsPort } from '../approvals/approvals.port.ts';
import { SalesPort } from '../sales/sales.port.ts';
import { ShiftsPort } from '../shifts/shifts.port.ts';
import { classifyEntries, factsOf } from './classify-entries.ts';
import { type Held, heldKey, JournalRepository } from './journal.repository.ts';
import { publicKeyOf } from './public-keys.ts';
import { TakeBackEpochUseCase } from './take-back-epoch.usecase.ts';

type Batch = {
  terminal: TerminalIdentity;
  epoch: number;
  entries: readonly JournalEntry[];
  unsent: number | undefined;
};
type Ingested = { results: PushResult[]; head: ChainHead };

/** Verdicts for which an entry is stored but never posted; `gap` is not stored at all. */
const UNSOUND: Partial<Record<ChainVerdict, WireProblem>> = {
  fork: { code: 'sync/fork' },
  'chain-broken': { code: 'sync/chain-broken' },
  'hash-mismatch': { code: 'sync/hash-mismatch' },
  'signature-invalid': { code: 'sync/signature-invalid' },
};

/**
 * Takes a till's journal into the books: one transaction a batch, a handful of statements whatever its size.
 * Every answer follows from what is stored, so repeating a push changes nothing and answers the same.
 */
@Injectable()
export class PushEntriesUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly clock: Clock,
    private readonly journal: JournalRepository,
    private readonly sales: SalesPort,
    private readonly shifts: ShiftsPort,
    private readonly approvals: ApprovalsPort,
    private readonly lostEpochs: TakeBackEpochUseCase,
  ) {}

  /** Throws `sync/wire-too-old`, `sync/epoch-unknown`, `common/validation` (another till's entries, mixed epochs, not in order). */
  async execute(terminal: TerminalIdentity, request: PushRequest): Promise<PushResponse> {
    if (request.wire < WIRE_FLOOR) throw new ProblemError('sync/wire-too-old');
    const { entries, unsent } = request;
    const epoch = entries[0]!.epoch;
    const stray = entries.findIndex(
      (e, i) =>
        e.terminalId !== terminal.terminalId || e.epoch !== epoch || (i > 0 && e.seq <= entries[i - 1]!.seq),
    );
    if (stray >= 0) throw new ProblemError('common/validation', { field: `entries.${stray}` });
    const batch = { terminal, epoch, entries, unsent };
    const { results, head } = await this.#ingestKnown(batch).catch(async (error: unknown) => {
      const isLost = error instanceof ProblemError && error.problem.code === 'sync/epoch-unknown';
      if (!isLost || !(await this.lostEpochs.execute(terminal, entries))) throw error;
      return this.#ingestKnown(batch);
    });
    return { results, head, serverTimeMs: this.clock.nowMs() };
  }

  #ingestKnown(batch: Batch): Promise<Ingested> {
    return this.#ingest(batch).catch((error: unknown) => {
      if (!isDataError(error)) throw error;
      return this.#ingestOneByOne(batch);
    });
  }

  /** The database refused the batch for what is in it: find the entry, quarantine it, post the others. */
  async #ingestOneByOne(batch: Batch): Promise<Ingested> {
    const results: PushResult[] = [];
    let head: ChainHead | undefined;
    for (const entry of batch.entries) {
      const one = { ...batch, entries: [entry] };
      const done = await this.#ingest(one).catch((error: unknown) => {
        if (!isDataError(error)) throw error;
        const problem = { code: 'sync/payload-invalid', params: { kind: entry.kind, field: '' } };
        return this.#ingest(one, new Map([[entry.seq, problem]]));
      });
      results.push(...done.results);
      head = done.head;
    }
    return { results, head: head! };
  }

  #ingest(batch: Batch, known: ReadonlyMap<number, WireProblem> = new Map()): Promise<Ingested> {
    return this.db.withTenant(batch.terminal.tenantId, (tx) => this.#ingestIn(tx, batch, known), 'once');
  }

  async #ingestIn(tx: KyselyTx, batch: Batch, known: ReadonlyMap<number, WireProblem>): Promise<Ingested> {
    const { terminal, epoch, entries } = batch;
    const unfit = new Map<number, WireProblem>();
    const claims = classifyEntries(entries, unfit);
    // One message reads and locks everything, one writes and commits. The chain is locked first: a till's pushes queue up there.
    const sales = claims.sales.map((it) => it.sale);
    const [chain, prepared, allowed] = await Promise.all([
      this.journal.lockChain(tx, terminal, epoch),
      this.sales.prepare(tx, terminal, claims.sales, claims.marks),
      this.approvals.prepare(tx, terminal, claims.approvals, sales),
    ]);
    if (!chain) throw new ProblemError('sync/epoch-unknown');
    const held = await this.journal.listHeld(tx, { ...terminal, epoch }, chain.head, entries);
    const { judged, head } = verifyChain({
      head: chain.head,
      entries,
      knownHashes: held.chain,
      forkedHashes: held.forks,
      publicKey: publicKeyOf(chain.publicKey),
    });

    const problems = new Map(known);
    for (const { entry, verdict } of judged) {
      const problem = UNSOUND[verdict];
      if (problem) problems.set(entry.seq, problem);
    }
    const fresh = new Set<number>();
    for (const { verdict, entry } of judged) {
      if (verdict !== 'ok' || problems.has(entry.seq)) continue;
      fresh.add(entry.seq);
      const problem = unfit.get(entry.seq);
      if (problem) problems.set(entry.seq, problem);
    }
    const facts = factsOf(claims, (seq) => fresh.has(seq));
    for (const [seq, problem] of prepared.findUnpostable(facts.sales, facts.marks))
      problems.set(seq, problem);
    for (const [seq, problem] of allowed.findUnkeepable(facts.approvals)) problems.set(seq, problem);
    for (const [seq, problem] of await this.shifts.findUnbookable(tx, terminal.tenantId, facts))
      problems.set(seq, problem);

    const sound = factsOf(facts, (seq) => !problems.has(seq));
    this.#store(tx, batch, judged, head, problems);
    this.shifts.book(tx, terminal, sound);
    allowed.keep(sound.approvals);
    await prepared.post(sound.sales, sound.marks, (sale) => allowed.judge(sale));
    allowed.link(sound.sales.map((it) => it.sale));
    return { results: judged.map((it) => resultOf(it, problems, held)), head };
  }

  #store(
    tx: KyselyTx,
    { terminal, unsent }: Batch,
    judged: readonly JudgedEntry[],
    head: ChainHead,
    problems: ReadonlyMap<number, WireProblem>,
  ): void {
    const stored = judged.filter(({ advances }) => advances).map(({ entry }) => entry);
    this.journal.append(tx, terminal, stored, { head, quarantined: problems, unsent });
    const quarantined = judged.flatMap(({ entry, verdict }) => {
      const problem = problems.get(entry.seq);
      if (!problem || verdict === 'duplicate' || verdict === 'gap') return [];
      return [{ id: newId(this.clock.nowMs()), entry, problem }];
    });
    this.journal.quarantine(tx, terminal, quarantined);
  }
}

function resultOf(
  { entry, verdict }: JudgedEntry,
  problems: ReadonlyMap<number, WireProblem>,
  held: Held,
): PushResult {
  const { seq } = entry;
  if (verdict === 'gap') return { seq, status: 'rejected', problem: { code: 'sync/gap' } };
  if (verdict === 'duplicate' && held.posted.has(seq)) return { seq, status: 'accepted' };
  // What was said of an entry beside the chain stands, even if the chain has grown past its place since.
  const said = verdict === 'ok' ? undefined : held.problems.get(heldKey(entry));
  const problem = said ?? problems.get(seq);
  return problem ? { seq, status: 'quarantined', problem } : { seq, status: 'accepted' };
}

/** What is in the batch, not the state of the server: classes 22 (data) and 23 (integrity), or the calculators' own refusal. */
function isDataError(error: unknown): boolean {
  if (error instanceof DomainError) return true;
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^2[23]\w{3}$/.test(code);
}
