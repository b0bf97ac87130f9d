import { type ChainHead, zChainHead } from '@jowi/contracts/sync/journal';
import { MISSING_MAX_RANGES, type ReconcileRequest } from '@jowi/contracts/sync/reconcile-v1';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { send, sendAhead } from '../../platform/db/kysely-on-connection.ts';
import { areEqual, claimedFigures, type Held, type HeldShift } from './compare-claim.ts';
import { type Figures, type Reconciliation, ReconciliationPort, type Told } from './reconciliation.port.ts';

export type TerminalRef = { readonly tenantId: string; readonly terminalId: string };
export type NumberRange = [from: number, to: number];

/** A comparison to be kept. */
export type KeptComparison = {
  readonly shiftId: string;
  readonly source: Reconciliation['source'];
  readonly closed: boolean;
  readonly claimed: Figures;
  readonly held: Figures;
  readonly missing: readonly NumberRange[];
  readonly quarantined: number;
  readonly head: ChainHead;
  readonly disagreements: readonly string[];
  readonly hasLost: boolean;
  readonly atMs: number;
};

/** Chains, receipts and what was told, side by side. */
@Injectable()
export class ReconciliationRepository extends ReconciliationPort {
  /**
   * Everything a claim is compared with, in one statement and so of one moment. null: this terminal has no such epoch.
   * A quarantined entry is searched as the text it came as: one with a NUL in it
   * could not be read as JSON.
   */
  async findHeld(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    { head, shift }: Pick<ReconcileRequest, 'head' | 'shift'>,
  ): Promise<Held | null> {
    const shiftId = shift?.shiftId ?? null;
    const { rows } = await send(
      tx,
      sql<HeldRow>`
      SELECT c.seq AS head_seq, c.hash AS head_hash, claimed.hash AS hash_at_claim,
        t.journal_epoch, t.journal_seq, t.journal_hash,
        EXISTS (SELECT FROM journal_entry e WHERE e.tenant_id = t.tenant_id AND e.terminal_id = t.id
            AND e.epoch = t.journal_epoch AND e.seq = t.journal_seq AND e.hash = t.journal_hash)
          OR EXISTS (SELECT FROM journal_quarantine e WHERE e.tenant_id = t.tenant_id AND e.terminal_id = t.id
            AND e.epoch = t.journal_epoch AND e.seq = t.journal_seq AND e.hash = t.journal_hash) AS told_arrived,
        s.id IS NOT NULL AS has_shift, k.receipt_count, k.sales_tiyin, k.vat_tiyin,
        coalesce(r.went_backwards, false) AS has_lost,
        f.*,
        (SELECT count(*)::int FROM journal_quarantine q WHERE q.tenant_id = t.tenant_id AND q.terminal_id = t.id
          AND NOT EXISTS (SELECT FROM quarantine_decision d WHERE d.tenant_id = q.tenant_id AND d.quarantine_id = q.id)
          AND (${shiftId}::text IS NULL OR strpos(q.entry::text, '"shiftId":"' || ${shiftId}::text || '"') > 0)) AS quarantined
      FROM terminal t
      JOIN terminal_chain c ON c.tenant_id = t.tenant_id AND c.terminal_id = t.id AND c.epoch = ${head.epoch}::int
      LEFT JOIN journal_entry claimed ON claimed.tenant_id = t.tenant_id AND claimed.terminal_id = t.id
        AND claimed.epoch = c.epoch AND claimed.seq = ${head.seq}::int
      LEFT JOIN shift s ON s.tenant_id = t.tenant_id AND s.id = ${shiftId}::uuid AND s.terminal_id = t.id
      LEFT JOIN shift_close k ON k.tenant_id = s.tenant_id AND k.shift_id = s.id
      LEFT JOIN reconciliation r ON r.tenant_id = s.tenant_id AND r.terminal_id = t.id AND r.shift_id = s.id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS held_count, sum(total_tiyin)::bigint AS held_total, sum(vat_tiyin)::bigint AS held_vat,
          min(number) AS first_number, max(number) AS last_number,
          count(*) FILTER (WHERE NOT is_copys)::int AS own_count, sum(total_tiyin) FILTER (WHERE NOT is_copys)::bigint AS own_total,
          sum(vat_tiyin) FILTER (WHERE NOT is_copys)::bigint AS own_vat,
          min(number) FILTER (WHERE NOT is_copys) AS own_first, max(number) FILTER (WHERE NOT is_copys) AS own_last,
          count(*) FILTER (WHERE copy_knows)::int AS copy_count, sum(total_tiyin) FILTER (WHERE copy_knows)::bigint AS copy_total,
          sum(vat_tiyin) FILTER (WHERE copy_knows)::bigint AS copy_vat,
          min(number) FILTER (WHERE copy_knows) AS copy_first, max(number) FILTER (WHERE copy_knows) AS copy_last
        FROM app_receipts_of_shift(t.id, ${shiftId}::uuid)) f
      WHERE t.tenant_id = ${tenantId} AND t.id = ${terminalId}`,
    );
    const row = rows[0];
    return row ? heldOf(row, head.epoch, shift) : null;
  }

  /** Numbers from `first` to `last` that no receipt of the shift bears, at most MISSING_MAX_RANGES ranges. */
  async listMissing(
    tx: KyselyTx,
    { terminalId }: TerminalRef,
    shiftId: string,
    { firstNumber, lastNumber }: Figures,
  ): Promise<NumberRange[]> {
    if (firstNumber === null || lastNumber === null || firstNumber > lastNumber) return [];
    const { rows } = await sql<{ from: bigint; to: bigint }>`
      SELECT lower(gap) AS "from", upper(gap) - 1 AS "to" FROM (
        SELECT unnest(int8multirange(int8range(${firstNumber}::bigint, ${lastNumber}::bigint, '[]')) - coalesce(
          range_agg(int8range(number, number, '[]')), '{}'::int8multirange)) AS gap
        FROM app_receipts_of_shift(${terminalId}::uuid, ${shiftId}::uuid)
      ) gaps ORDER BY 1 LIMIT ${MISSING_MAX_RANGES}`.execute(tx);
    return rows.map(({ from, to }) => [Number(from), Number(to)]);
  }

  /** What the till said of itself. Its end only ever moves on: a claim that overtook another on the way takes nothing back. */
  saveTold(tx: KyselyTx, { tenantId, terminalId }: TerminalRef, claim: ReconcileRequest, atMs: number): void {
    const { head, unsent, oldestUnsentAtMs } = claim;
    sendAhead(
      tx,
      sql`
      UPDATE terminal SET journal_epoch = ${head.epoch}, journal_seq = ${head.seq}, journal_hash = ${head.hash},
        unsent = ${unsent}, oldest_unsent_at_ms = ${oldestUnsentAtMs}, told_at = ${new Date(atMs)}
      WHERE tenant_id = ${tenantId} AND id = ${terminalId}
        AND (journal_epoch IS NULL OR (journal_epoch, journal_seq) <= (${head.epoch}::int, ${head.seq}::int))`,
    );
  }

  /**
   * The newest comparison of a shift. `keepsClaim`: the claim is not to be believed; the one before stays, and with it the
   * trace of what was told.
   */
  save(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    it: KeptComparison,
    { keepsClaim }: { keepsClaim: boolean },
  ): void {
    const { claimed, held, head } = it;
    sendAhead(
      tx,
      tx
        .insertInto('reconciliation')
        .values({
          tenant_id: tenantId,
          terminal_id: terminalId,
          shift_id: it.shiftId,
          source: it.source,
          claimed_closed: it.closed,
          claimed_count: claimed.count,
          claimed_total_tiyin: claimed.totalTiyin,
          claimed_vat_tiyin: claimed.vatTiyin,
          claimed_first_number: claimed.firstNumber,
          claimed_last_number: claimed.lastNumber,
          held_count: held.count,
          held_total_tiyin: held.totalTiyin,
          held_vat_tiyin: held.vatTiyin,
          held_first_number: held.firstNumber,
          held_last_number: held.lastNumber,
          missing: JSON.stringify(it.missing),
          quarantined: it.quarantined,
          head_epoch: head.epoch,
          head_seq: head.seq,
          head_hash: head.hash,
          disagreements: [...it.disagreements],
          agrees: it.disagreements.length === 0,
          went_backwards: it.hasLost,
          checked_at: new Date(it.atMs),
        })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'terminal_id', 'shift_id']).doUpdateSet((eb) => {
            const news = (column: NewsColumn) => eb.ref(`excluded.${column}`);
            return {
              ...(!keepsClaim && Object.fromEntries(CLAIM_COLUMNS.map((column) => [column, news(column)]))),
              ...Object.fromEntries(HELD_COLUMNS.map((column) => [column, news(column)])),
              // Whoever compared at the same moment may not have seen it yet.
              went_backwards: sql<boolean>`reconciliation.went_backwards OR excluded.went_backwards`,
            };
          }),
        ),
    );
  }

  override async findTold(tx: KyselyTx, tenantId: string, terminalId: string): Promise<Told | null> {
    const row = await tx
      .selectFrom('terminal')
      .select(['journal_epoch', 'journal_seq', 'journal_hash', 'unsent', 'oldest_unsent_at_ms', 'told_at'])
      .where('tenant_id', '=', tenantId)
      .where('id', '=', terminalId)
      .where('told_at', 'is not', null)
      .executeTakeFirst();
    if (!row) return null;
    return {
      head: zChainHead.parse({ epoch: row.journal_epoch, seq: row.journal_seq, hash: row.journal_hash }),
      unsent: row.unsent,
      oldestUnsentAtMs: row.oldest_unsent_at_ms === null ? null : Number(row.oldest_unsent_at_ms),
      toldAtMs: row.told_at!.getTime(),
    };
  }

  override async listReconciliations(
    tx: KyselyTx,
    tenantId: string,
    terminalId: string,
    limit: number,
  ): Promise<Reconciliation[]> {
    const rows = await tx
      .selectFrom('reconciliation as r')
      .innerJoin('shift as s', (join) =>
        join.onRef('s.tenant_id', '=', 'r.tenant_id').onRef('s.id', '=', 'r.shift_id'),
      )
      .selectAll('r')
      .select(['s.shift_number', sql<string>`s.business_date::text`.as('business_date')])
      .where('r.tenant_id', '=', tenantId)
      .where('r.terminal_id', '=', terminalId)
      .orderBy('r.checked_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      shiftId: row.shift_id,
      shiftNumber: row.shift_number,
      businessDate: row.business_date,
      source: row.source === 'closing' ? 'closing' : 'claim',
      closed: row.claimed_closed,
      claimed: {
        count: row.claimed_count,
        totalTiyin: row.claimed_total_tiyin,
        vatTiyin: row.claimed_vat_tiyin,
        firstNumber: row.claimed_first_number,
        lastNumber: row.claimed_last_number,
      },
      held: {
        count: row.held_count,
        totalTiyin: row.held_total_tiyin,
        vatTiyin: row.held_vat_tiyin,
        firstNumber: row.held_first_number,
        lastNumber: row.held_last_number,
      },
      missing: row.missing as NumberRange[],
      quarantined: row.quarantined,
      head: { epoch: row.head_epoch, seq: row.head_seq, hash: row.head_hash },
      disagreements: row.disagreements,
      agrees: row.agrees,
      checkedAtMs: row.checked_at.getTime(),
    }));
  }
}

const CLAIM_COLUMNS = [
  'source',
  'claimed_closed',
  'claimed_count',
  'claimed_total_tiyin',
  'claimed_vat_tiyin',
  'claimed_first_number',
  'claimed_last_number',
] as const;
const HELD_COLUMNS = [
  'held_count',
  'held_total_tiyin',
  'held_vat_tiyin',
  'held_first_number',
  'held_last_number',
  'missing',
  'quarantined',
  'head_epoch',
  'head_seq',
  'head_hash',
  'disagreements',
  'agrees',
  'checked_at',
] as const;
type NewsColumn = (typeof CLAIM_COLUMNS)[number] | (typeof HELD_COLUMNS)[number];

type HeldRow = {
  head_seq: number;
  head_hash: string;
  hash_at_claim: string | null;
  journal_epoch: number | null;
  journal_seq: number | null;
  journal_hash: string | null;
  told_arrived: boolean;
  has_shift: boolean;
  receipt_count: number | null;
  sales_tiyin: bigint | null;
  vat_tiyin: bigint | null;
  has_lost: boolean;
  held_count: number;
  held_total: bigint | null;
  held_vat: bigint | null;
  first_number: bigint | null;
  last_number: bigint | null;
  own_count: number;
  own_total: bigint | null;
  own_vat: bigint | null;
  own_first: bigint | null;
  own_last: bigint | null;
  copy_count: number;
  copy_total: bigint | null;
  copy_vat: bigint | null;
  copy_first: bigint | null;
  copy_last: bigint | null;
  quarantined: number;
};

function heldOf(row: HeldRow, epoch: number, claimed: ReconcileRequest['shift']): Held {
  const { journal_epoch, journal_seq, journal_hash } = row;
  return {
    head: { epoch, seq: row.head_seq, hash: row.head_hash },
    hashAtClaim: row.hash_at_claim,
    told:
      journal_epoch === null
        ? null
        : {
            head: { epoch: journal_epoch, seq: journal_seq!, hash: journal_hash! },
            arrived: row.told_arrived,
          },
    figures: figuresFor(row, claimed),
    shift: row.has_shift ? { closing: closingOf(row), hasLost: row.has_lost } : null,
    quarantined: row.quarantined,
  };
}

/**
 * What is held of the shift, as whoever claims can know it: a copy of the till has made receipts of its own, and those that
 * were accepted from it are the shift's as well, but the till that was copied never heard of them.
 */
function figuresFor(row: HeldRow, claimed: ReconcileRequest['shift']): Figures {
  const all = figures(row.held_count, row.held_total, row.held_vat, row.first_number, row.last_number);
  if (!claimed) return all;
  const ofOriginal = figures(row.own_count, row.own_total, row.own_vat, row.own_first, row.own_last);
  const ofCopy = figures(row.copy_count, row.copy_total, row.copy_vat, row.copy_first, row.copy_last);
  const wanted = claimedFigures(claimed);
  return [all, ofOriginal, ofCopy].find((it) => areEqual(wanted, it)) ?? all;
}

function figures(
  count: number,
  totalTiyin: bigint | null,
  vatTiyin: bigint | null,
  first: bigint | null,
  last: bigint | null,
): Figures {
  return {
    ...{ count, totalTiyin: totalTiyin ?? 0n, vatTiyin: vatTiyin ?? 0n },
    firstNumber: first === null ? null : Number(first),
    lastNumber: last === null ? null : Number(last),
  };
}

function closingOf({ receipt_count, sales_tiyin, vat_tiyin }: HeldRow): HeldShift['closing'] {
  if (receipt_count === null) return null;
  return { count: receipt_count, totalTiyin: sales_tiyin!, vatTiyin: vat_tiyin! };
}
