import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { Injectable } from '@nestjs/common';
import { type SqlBool, sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { entryOf } from './read-entry.ts';

type Params = Record<string, string | number>;

/** An entry beside the books, with what is known of its till. */
export type HeldEntry = {
  id: string;
  terminalId: string;
  terminalName: string;
  storeId: string;
  storeName: string;
  warehouseId: string;
  epoch: number;
  seq: number;
  kind: string;
  /** The whole entry as it came. */
  text: string;
  hash: string;
  reason: string;
  params: Params;
  receivedAtMs: number;
  /** To the microsecond, as PostgreSQL writes it; only in lists. */
  receivedAt: string;
  /** What the entries of its epoch are signed with. */
  publicKey: string;
  /** It has its place in the chain; otherwise it stands beside. */
  isInChain: boolean;
};

export type ListedEntry = Pick<
  HeldEntry,
  | 'id'
  | 'terminalId'
  | 'epoch'
  | 'seq'
  | 'kind'
  | 'text'
  | 'hash'
  | 'reason'
  | 'params'
  | 'receivedAtMs'
  | 'receivedAt'
>;

/** Entries that are not in the books. */
@Injectable()
export class QuarantineRepository {
  async find(tx: KyselyTx, tenantId: string, id: string): Promise<HeldEntry | null> {
    const { rows } = await sql<HeldRow>`
      SELECT q.id, q.terminal_id, t.name AS terminal_name, t.store_id, s.name AS store_name, t.warehouse_id, q.epoch, q.seq, q.kind,
        q.entry::text AS text, q.hash, q.reason, q.params, q.received_at, c.public_key,
        EXISTS (SELECT FROM journal_entry j WHERE j.tenant_id = q.tenant_id AND j.terminal_id = q.terminal_id
          AND j.epoch = q.epoch AND j.seq = q.seq AND j.hash = q.hash AND j.outcome = 'quarantined') AS is_in_chain
      FROM journal_quarantine q
      JOIN terminal t ON t.tenant_id = q.tenant_id AND t.id = q.terminal_id
      JOIN store s ON s.tenant_id = t.tenant_id AND s.id = t.store_id
      JOIN terminal_chain c ON c.tenant_id = q.tenant_id AND c.terminal_id = q.terminal_id AND c.epoch = q.epoch
      WHERE q.tenant_id = ${tenantId} AND q.id = ${id}`.execute(tx);
    const row = rows[0];
    if (!row) return null;
    return {
      ...listed(row),
      terminalName: row.terminal_name,
      storeId: row.store_id,
      storeName: row.store_name,
      warehouseId: row.warehouse_id,
      publicKey: row.public_key,
      isInChain: row.is_in_chain,
    };
  }

  /** Newest first by (time of arrival, id). */
  async list(
    tx: KyselyTx,
    tenantId: string,
    filter: {
      terminalId: string;
      state: 'open' | 'decided';
      before: { receivedAt: string; id: string } | null;
      limit: number;
    },
  ): Promise<ListedEntry[]> {
    const { before } = filter;
    const { rows } = await sql<ListedRow>`
      SELECT q.id, q.terminal_id, q.epoch, q.seq, q.kind, q.entry::text AS text, q.hash, q.reason, q.params, q.received_at,
        q.received_at::text AS received_text
      FROM journal_quarantine q
      WHERE q.tenant_id = ${tenantId} AND q.terminal_id = ${filter.terminalId}
        AND ${filter.state === 'open' ? sql`NOT ${IS_DECIDED}` : IS_DECIDED}
        ${before ? sql`AND (q.received_at, q.id) < (${before.receivedAt}::timestamptz, ${before.id}::uuid)` : sql``}
      ORDER BY q.received_at DESC, q.id DESC LIMIT ${filter.limit}`.execute(tx);
    return rows.map(listed);
  }

  /** Those of one kind of a terminal that nobody has decided upon and that `fits`; of the newest 500. */
  async listOpen(
    tx: KyselyTx,
    { tenantId, terminalId, kind }: { tenantId: string; terminalId: string; kind: string },
    fits: (entry: JournalEntry) => boolean,
  ): Promise<HeldEntry[]> {
    // Read here: PostgreSQL cannot look into JSON that holds a NUL anywhere, and one such entry would hide the others.
    const { rows } = await sql<{ id: string; text: string }>`
      SELECT q.id, q.entry::text AS text FROM journal_quarantine q
      WHERE q.tenant_id = ${tenantId} AND q.terminal_id = ${terminalId} AND q.kind = ${kind} AND NOT ${IS_DECIDED}
      ORDER BY q.received_at DESC LIMIT 500`.execute(tx);
    const fitting = rows.filter(({ text }) => fits(entryOf(text)));
    const found = await Promise.all(fitting.map(({ id }) => this.find(tx, tenantId, id)));
    return found.filter((it) => it !== null);
  }
}

const IS_DECIDED = sql<SqlBool>`EXISTS (SELECT FROM quarantine_decision d WHERE d.tenant_id = q.tenant_id AND d.quarantine_id = q.id)`;

type ListedRow = {
  id: string;
  terminal_id: string;
  epoch: number;
  seq: number;
  kind: string;
  text: string;
  hash: string;
  reason: string;
  params: Params;
  received_at: Date;
  received_text?: string;
};
type HeldRow = ListedRow & {
  terminal_name: string;
  store_id: string;
  store_name: string;
  warehouse_id: string;
  public_key: string;
  is_in_chain: boolean;
};

function listed(row: ListedRow): ListedEntry {
  return {
    id: row.id,
    terminalId: row.terminal_id,
    epoch: row.epoch,
    seq: row.seq,
    kind: row.kind,
    text: row.text,
    hash: row.hash,
    reason: row.reason,
    params: row.params,
    receivedAtMs: row.received_at.getTime(),
    receivedAt: row.received_text ?? '',
  };
}
