import type { WireProblem } from '@jowi/contracts/errors';
import type { ChainHead, JournalEntry } from '@jowi/contracts/sync/journal';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { send, sendAhead } from '../../platform/db/kysely-on-connection.ts';
import { claimsOf } from './quarantine-claims.ts';

/** An entry that is stored but not posted; `id` names the row a person will open. */
export type QuarantinedEntry = { id: string; entry: JournalEntry; problem: WireProblem };

export type TerminalRef = { tenantId: string; terminalId: string };

/** What is already held of the entries just received, so that a replay is answered as it was answered first. */
export type Held = {
  /** Hash by seq, of the chain. */
  chain: Map<number, string>;
  /** Hashes that stand beside the chain. */
  forks: Set<string>;
  /** Of the chain, by seq: in the books, whatever else bears their hash. */
  posted: Set<number>;
  /** Why an entry was quarantined, by `heldKey`. */
  problems: Map<string, WireProblem>;
};

/** An entry altered on the way may stand at another place with the hash of a sound one. */
export const heldKey = ({ seq, hash }: { seq: number; hash: string }) => `${seq}/${hash}`;
/** For which the hash an entry bears says nothing of what it is built on. */
const ALTERED = 'sync/hash-mismatch';

/** The tills' journals as received, and the server's end of each chain. */
@Injectable()
export class JournalRepository {
  /**
   * Locks the chains of the terminal until the transaction ends: one push of it at a time, of its copies too, who share
   * its numbers. null: no such epoch.
   */
  async lockChain(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    epoch: number,
  ): Promise<{ head: ChainHead; publicKey: string } | null> {
    const { rows } = await send(
      tx,
      tx
        .selectFrom('terminal_chain')
        .select(['epoch', 'seq', 'hash', 'public_key'])
        .where('tenant_id', '=', tenantId)
        .where('terminal_id', '=', terminalId)
        .orderBy('epoch')
        .forUpdate(),
    );
    const row = rows.find((it) => it.epoch === epoch);
    return row ? { head: { epoch, seq: row.seq, hash: row.hash }, publicKey: row.public_key } : null;
  }

  /** The end of the newest epoch: what the till compares with its own. */
  async getHead(tx: KyselyTx, { tenantId, terminalId }: TerminalRef): Promise<ChainHead> {
    return tx
      .selectFrom('terminal_chain')
      .select(['epoch', 'seq', 'hash'])
      .where('tenant_id', '=', tenantId)
      .where('terminal_id', '=', terminalId)
      .orderBy('epoch', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
  }

  /** Asks the database only when the batch does not simply continue the chain. */
  async listHeld(
    tx: KyselyTx,
    { tenantId, terminalId, epoch }: TerminalRef & { epoch: number },
    head: ChainHead,
    entries: readonly JournalEntry[],
  ): Promise<Held> {
    const held: Held = { chain: new Map(), forks: new Set(), posted: new Set(), problems: new Map() };
    if (entries[0]!.prevHash === head.hash && entries[0]!.seq === head.seq + 1) return held;
    const seqs = entries.flatMap(({ seq }) => [seq - 1, seq]);
    const { rows } = await send(
      tx,
      sql<HeldRow>`
      SELECT seq, hash, outcome, NULL AS reason, NULL::jsonb AS params FROM journal_entry
        WHERE tenant_id = ${tenantId} AND terminal_id = ${terminalId} AND epoch = ${epoch}
          AND seq BETWEEN ${Math.min(...seqs)} AND ${Math.max(...seqs)}
      UNION ALL
      SELECT seq, hash, NULL, reason, params FROM journal_quarantine
        WHERE tenant_id = ${tenantId} AND terminal_id = ${terminalId} AND epoch = ${epoch}
          AND seq BETWEEN ${Math.min(...seqs)} AND ${Math.max(...seqs)}`,
    );
    for (const row of rows) {
      if (row.outcome === null) continue;
      held.chain.set(row.seq, row.hash);
      if (row.outcome === 'posted') held.posted.add(row.seq);
    }
    for (const row of rows) {
      if (row.outcome !== null) continue;
      if (row.reason !== ALTERED && held.chain.get(row.seq) !== row.hash) held.forks.add(row.hash);
      const isPlain = Object.keys(row.params ?? {}).length === 0;
      held.problems.set(heldKey(row), { code: row.reason!, ...(!isPlain && { params: row.params! }) });
    }
    return held;
  }

  /**
   * Entries that take their place in the chain, all of one till and epoch, and with them its new end. The payload goes
   * as text into a `json` column: nothing of it is normalised, and even a NUL that jsonb would refuse is kept.
   * `unsent`: what the till says it still has to send after this batch.
   */
  append(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    entries: readonly JournalEntry[],
    {
      head,
      quarantined,
      unsent,
    }: { head: ChainHead; quarantined: ReadonlyMap<number, unknown>; unsent: number | undefined },
  ): void {
    sendAhead(
      tx,
      sql`
      WITH appended AS (
        INSERT INTO journal_entry (tenant_id, terminal_id, epoch, seq, kind, payload, prev_hash, hash, signature, outcome)
        SELECT ${tenantId}::uuid, ${terminalId}::uuid, ${head.epoch}::int, e.seq, e.kind, e.payload, e.prev_hash, e.hash,
          e.signature, e.outcome
        FROM ROWS FROM (
          json_to_recordset(${JSON.stringify(entries.map((e) => entryRow(e, quarantined)))}::json) AS (seq int, kind text,
            prev_hash text, hash text, signature text, outcome text),
          unnest(${entries.map((e) => JSON.stringify(e.payload))}::json[])
        ) AS e (seq, kind, prev_hash, hash, signature, outcome, payload)
      ), moved AS (
        UPDATE terminal_chain SET seq = ${head.seq}, hash = ${head.hash}
        WHERE tenant_id = ${tenantId} AND terminal_id = ${terminalId} AND epoch = ${head.epoch}
      )
      UPDATE terminal SET last_seen_at = now(), unsent = coalesce(${unsent ?? null}::int, unsent)
      WHERE tenant_id = ${tenantId} AND id = ${terminalId}
        AND (unsent IS DISTINCT FROM coalesce(${unsent ?? null}::int, unsent) OR last_seen_at IS NULL
          OR last_seen_at < now() - interval '5 seconds')`,
    );
  }

  /** Repeating the same entry changes nothing. */
  quarantine(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    quarantined: readonly QuarantinedEntry[],
  ): void {
    if (quarantined.length === 0) return;
    const entries = quarantined.map((q) => q.entry);
    const claims = entries.map(claimsOf);
    sendAhead(
      tx,
      sql`
      INSERT INTO journal_quarantine (tenant_id, terminal_id, epoch, id, seq, kind, entry, hash, reason, params,
        claimed_receipt_id, claimed_receipt_number, claimed_total_tiyin, claimed_occurred_at_ms, claimed_fiscal_sign)
      SELECT ${tenantId}::uuid, ${terminalId}::uuid, ${entries[0]!.epoch}::int, q.* FROM unnest(
        ${quarantined.map((q) => q.id)}::uuid[], ${entries.map((e) => e.seq)}::int[], ${entries.map((e) => e.kind)}::text[],
        ${entries.map((e) => JSON.stringify(e))}::json[], ${entries.map((e) => e.hash)}::text[],
        ${quarantined.map((q) => q.problem.code)}::text[],
        ${quarantined.map((q) => JSON.stringify(q.problem.params ?? {}))}::jsonb[],
        ${claims.map((it) => it.receiptId)}::uuid[], ${claims.map((it) => it.receiptNumber)}::int[],
        ${claims.map((it) => it.totalTiyin)}::bigint[], ${claims.map((it) => it.occurredAtMs)}::bigint[],
        ${claims.map((it) => it.fiscalSign)}::text[]
      ) AS q
      ON CONFLICT (tenant_id, terminal_id, epoch, seq, hash) DO NOTHING`,
    );
  }

  /** The next epoch of a terminal, with an empty chain. */
  async openEpoch(tx: KyselyTx, { tenantId, terminalId }: TerminalRef, genesisHash: string): Promise<number> {
    const { epoch, public_key } = await tx
      .updateTable('terminal')
      .set((eb) => ({ epoch: eb('epoch', '+', 1) }))
      .where('tenant_id', '=', tenantId)
      .where('id', '=', terminalId)
      .returning(['epoch', sql<string>`public_key`.as('public_key')])
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('terminal_chain')
      .values({ tenant_id: tenantId, terminal_id: terminalId, epoch, public_key, seq: 0, hash: genesisHash })
      .execute();
    return epoch;
  }

  /** Locks the terminal until the transaction ends. null: it has no key. */
  async lockTerminal(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
  ): Promise<{ epoch: number; publicKey: string } | null> {
    const row = await tx
      .selectFrom('terminal')
      .select(['epoch', 'public_key'])
      .where('tenant_id', '=', tenantId)
      .where('id', '=', terminalId)
      .forUpdate()
      .executeTakeFirst();
    return row?.public_key == null ? null : { epoch: row.epoch, publicKey: row.public_key };
  }

  /** An empty chain for an epoch this database does not know (any more). False: it is there. */
  async takeBackEpoch(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    { epoch, publicKey, hash }: { epoch: number; publicKey: string; hash: string },
  ): Promise<boolean> {
    const added = await tx
      .insertInto('terminal_chain')
      .values({ tenant_id: tenantId, terminal_id: terminalId, epoch, public_key: publicKey, seq: 0, hash })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    // No later epoch may be given out twice.
    await tx
      .updateTable('terminal')
      .set({ epoch })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', terminalId)
      .where('epoch', '<', epoch)
      .execute();
    return added.numInsertedOrUpdatedRows === 1n;
  }
}

type HeldRow = {
  seq: number;
  hash: string;
  /** null: not of the chain. */
  outcome: string | null;
  reason: string | null;
  params: Record<string, string | number> | null;
};

function entryRow(
  { seq, kind, prevHash, hash, signature }: JournalEntry,
  quarantined: ReadonlyMap<number, unknown>,
) {
  const outcome = quarantined.has(seq) ? 'quarantined' : 'posted';
  return { seq, kind, prev_hash: prevHash, hash, signature, outcome };
}
