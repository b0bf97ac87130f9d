import type { ChainEntry, Origin, Personal } from './chain-entry.ts';
import type { PlainObject } from './mask-values.ts';

/** Runs one statement for one business, and gives its rows. Of Kysely in the server, of pg in the command. */
export type AskBusiness = (tenantId: string, text: string, values: readonly unknown[]) => Promise<object[]>;

/** An entry as the database has it now, with what stands beside it. */
export interface StoredEntry {
  readonly entry: ChainEntry;
  readonly mac: string;
  readonly origin: Origin | null;
  readonly personal: Personal | null;
}

export interface StoredHead {
  readonly seq: number;
  readonly mac: string;
}

/** Reads the logs to check them. Without decorators: a command without the server uses it as well. */
export class ChainRowsRepository {
  readonly #ask: AskBusiness;

  constructor(ask: AskBusiness) {
    this.#ask = ask;
  }

  /** Null when somebody removed it. */
  async findHead(tenantId: string): Promise<StoredHead | null> {
    const [row] = await this.#ask(tenantId, 'SELECT seq::text, mac FROM audit_head WHERE tenant_id = $1', [
      tenantId,
    ]);
    const it = row as { seq: string; mac: string } | undefined;
    return it ? { seq: Number(it.seq), mac: it.mac } : null;
  }

  /** The next entries after `afterSeq`, in order. */
  async list(tenantId: string, afterSeq: number, limit: number): Promise<StoredEntry[]> {
    const rows = await this.#ask(tenantId, LIST, [tenantId, String(afterSeq), limit]);
    return rows.map((row) => toStored(row as Row));
  }
}

const LIST = `
  SELECT l.tenant_id::text, l.seq::text, (extract(epoch FROM l.at) * 1000000)::bigint::text AS at_us, l.action,
    l.actor_kind, l.actor_id, l.subject_kind, l.subject_id, l.subject_name, l.store_id::text, l.before, l.after,
    l.request_id, l.origin_digest, l.personal_digest, l.key_id, l.prev_mac, l.mac,
    o.salt AS origin_salt, o.ip, o.device, p.salt AS personal_salt, p.person_id, p.data AS personal
  FROM audit_log l
  LEFT JOIN audit_origin o ON o.tenant_id = l.tenant_id AND o.seq = l.seq
  LEFT JOIN audit_personal p ON p.tenant_id = l.tenant_id AND p.seq = l.seq
  WHERE l.tenant_id = $1 AND l.seq > $2::text::bigint ORDER BY l.seq LIMIT $3`;

interface Row {
  readonly tenant_id: string;
  readonly seq: string;
  readonly at_us: string;
  readonly action: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly subject_kind: string;
  readonly subject_id: string | null;
  readonly subject_name: string | null;
  readonly store_id: string | null;
  readonly before: PlainObject | null;
  readonly after: PlainObject | null;
  readonly request_id: string | null;
  readonly origin_digest: string | null;
  readonly personal_digest: string | null;
  readonly key_id: string;
  readonly prev_mac: string;
  readonly mac: string;
  readonly origin_salt: string | null;
  readonly ip: string | null;
  readonly device: string | null;
  readonly personal_salt: string | null;
  readonly person_id: string | null;
  readonly personal: PlainObject | null;
}

function toStored(row: Row): StoredEntry {
  return {
    entry: {
      tenantId: row.tenant_id,
      seq: Number(row.seq),
      atUs: row.at_us,
      action: row.action,
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      subjectName: row.subject_name,
      storeId: row.store_id,
      before: row.before,
      after: row.after,
      requestId: row.request_id,
      originDigest: row.origin_digest,
      personalDigest: row.personal_digest,
      keyId: row.key_id,
      prevMac: row.prev_mac,
    },
    mac: row.mac,
    origin: row.origin_salt === null ? null : { salt: row.origin_salt, ip: row.ip, device: row.device },
    personal:
      row.personal_salt === null
        ? null
        : { personId: row.person_id, salt: row.personal_salt, data: row.personal ?? {} },
  };
}
