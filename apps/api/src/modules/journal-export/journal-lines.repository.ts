import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

export type JournalHead = {
  readonly tenantName: string;
  readonly terminalName: string;
  readonly storeId: string;
  /** Each as it stands now; what comes later is not of this export. */
  readonly chains: readonly { epoch: number; publicKey: string; seq: number; hash: string }[];
  /** Ids of the server's keys that signed the office's chain. */
  readonly officeKeyIds: readonly string[];
  /** The newest of the quarantine; null: it is empty. */
  readonly lastQuarantineId: string | null;
};

/** Where a page begins: after this. */
type After<T> = { readonly after: T; readonly limit: number };

/** A till's journal as it was received, page by page: entries never change, so the pages are of one piece. */
@Injectable()
export class JournalLinesRepository {
  /** null: no such terminal. */
  async find(tx: KyselyTx, tenantId: string, terminalId: string): Promise<JournalHead | null> {
    const [terminal, chains, keys, last] = await Promise.all([
      tx
        .selectFrom('terminal as t')
        .innerJoin('tenant as b', 'b.id', 't.tenant_id')
        .select(['t.name as terminal_name', 't.store_id', 'b.name as tenant_name'])
        .where('t.tenant_id', '=', tenantId)
        .where('t.id', '=', terminalId)
        .executeTakeFirst(),
      tx
        .selectFrom('terminal_chain')
        .select(['epoch', 'public_key', 'seq', 'hash'])
        .where('tenant_id', '=', tenantId)
        .where('terminal_id', '=', terminalId)
        .orderBy('epoch')
        .execute(),
      sql<{ id: string }>`SELECT DISTINCT payload ->> 'keyId' AS id FROM journal_entry
        WHERE tenant_id = ${tenantId} AND terminal_id = ${terminalId} AND epoch = 0 ORDER BY 1`.execute(tx),
      tx
        .selectFrom('journal_quarantine')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('terminal_id', '=', terminalId)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst(),
    ]);
    if (!terminal) return null;
    return {
      tenantName: terminal.tenant_name,
      terminalName: terminal.terminal_name,
      storeId: terminal.store_id,
      chains: chains.map(({ public_key: publicKey, ...chain }) => ({ ...chain, publicKey })),
      officeKeyIds: keys.rows.map(({ id }) => id),
      lastQuarantineId: last?.id ?? null,
    };
  }

  /** Entries as the lines they are exported in; `payload` is the text that was stored. */
  async listEntries(
    tx: KyselyTx,
    tenantId: string,
    terminalId: string,
    { epoch, toSeq, after, limit }: { epoch: number; toSeq: number } & After<number>,
  ): Promise<{ seq: number; line: string }[]> {
    const { rows } = await sql<EntryRow>`
      SELECT seq, kind, payload::text AS payload, prev_hash, hash, signature FROM journal_entry
      WHERE tenant_id = ${tenantId} AND terminal_id = ${terminalId} AND epoch = ${epoch} AND seq > ${after}
        AND seq <= ${toSeq} ORDER BY seq LIMIT ${limit}`.execute(tx);
    return rows.map(({ seq, kind, payload, prev_hash: prevHash, hash, signature }) => {
      const head = JSON.stringify({ terminalId, epoch, seq, kind }).slice(0, -1);
      const tail = JSON.stringify({ prevHash, hash, signature }).slice(1);
      return { seq, line: `${head},"payload":${payload},${tail}` };
    });
  }

  /** In the order of their ids. */
  async listQuarantined(
    tx: KyselyTx,
    tenantId: string,
    terminalId: string,
    { toId, after, limit }: { toId: string } & After<string>,
  ): Promise<{ id: string; line: string }[]> {
    const { rows } = await sql<QuarantineRow>`
      SELECT q.id, q.reason, q.received_at, q.entry::text AS entry, d.action AS decision FROM journal_quarantine q
      LEFT JOIN quarantine_decision d ON d.tenant_id = q.tenant_id AND d.quarantine_id = q.id
      WHERE q.tenant_id = ${tenantId} AND q.terminal_id = ${terminalId} AND q.id > ${after} AND q.id <= ${toId}
      ORDER BY q.id LIMIT ${limit}`.execute(tx);
    return rows.map(({ id, reason, received_at, entry, decision }) => {
      const said = { type: 'quarantined', reason, receivedAtMs: received_at.getTime(), decision };
      return { id, line: `${JSON.stringify(said).slice(0, -1)},"entry":${entry}}` };
    });
  }
}

interface EntryRow {
  readonly seq: number;
  readonly kind: string;
  readonly payload: string;
  readonly prev_hash: string;
  readonly hash: string;
  readonly signature: string;
}

interface QuarantineRow {
  readonly id: string;
  readonly reason: string;
  readonly received_at: Date;
  readonly entry: string;
  readonly decision: string | null;
}
