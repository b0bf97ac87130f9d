import { Injectable } from '@nestjs/common';
import { type AnyTx, runSql } from '../db/any-tx.ts';
import type { ChainEntry, Origin, Personal } from './chain-entry.ts';

export interface AuditHead {
  readonly tenantId: string;
  readonly seq: number;
  readonly mac: string;
}

/** An entry with everything that is written beside it. */
export interface FinishedEntry extends ChainEntry {
  readonly mac: string;
  readonly origin: Origin | null;
  readonly personal: Personal | null;
}

@Injectable()
export class AuditLogRepository {
  /** Where the log of the transaction's business ends; locked until the transaction ends. */
  async lockHead(tx: AnyTx): Promise<AuditHead> {
    const [row] = await runSql<{ tenant_id: string; seq: bigint; mac: string }>(
      tx,
      'SELECT tenant_id::text, seq, mac FROM audit_head WHERE tenant_id = app_tenant() FOR UPDATE',
    );
    if (!row) throw new Error('This business has no head of its audit log: somebody removed it');
    return { tenantId: row.tenant_id, seq: Number(row.seq), mac: row.mac };
  }

  /** Entries in order, following the locked head, and the head after them. */
  async append(tx: AnyTx, entries: readonly FinishedEntry[]): Promise<void> {
    const last = entries.at(-1);
    if (!last) return;
    await runSql(tx, APPEND, [JSON.stringify(entries.map(toRow)), last.tenantId, String(last.seq), last.mac]);
  }
}

// In this order: the rows beside an entry point at it, and constraints are checked when a statement ends.
const APPEND = `
  WITH given AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::text::json) AS r (seq bigint, at timestamptz, action text, actor_kind text,
      actor_id text, subject_kind text, subject_id text, subject_name text, store_id uuid, before jsonb, after jsonb,
      request_id text, origin_digest text, personal_digest text, key_id text, prev_mac text, mac text,
      origin_salt text, ip text, device text, person_id text, personal_salt text, personal jsonb)
  ), entries AS (
    INSERT INTO audit_log (tenant_id, seq, at, action, actor_kind, actor_id, subject_kind, subject_id, subject_name,
      store_id, before, after, request_id, origin_digest, personal_digest, key_id, prev_mac, mac)
    SELECT $2::text::uuid, seq, at, action, actor_kind, actor_id, subject_kind, subject_id, subject_name, store_id,
      before, after, request_id, origin_digest, personal_digest, key_id, prev_mac, mac FROM given ORDER BY seq
  ), origins AS (
    INSERT INTO audit_origin (tenant_id, seq, salt, ip, device)
    SELECT $2::text::uuid, seq, origin_salt, ip, device FROM given WHERE origin_digest IS NOT NULL
  ), persons AS (
    INSERT INTO audit_personal (tenant_id, seq, person_id, salt, data)
    SELECT $2::text::uuid, seq, person_id, personal_salt, personal FROM given WHERE personal_digest IS NOT NULL
  )
  UPDATE audit_head SET seq = $3::text::bigint, mac = $4 WHERE tenant_id = $2::text::uuid`;

function toRow(it: FinishedEntry): object {
  return {
    seq: it.seq,
    // Milliseconds are all there is when it is written.
    at: new Date(Number(BigInt(it.atUs) / 1000n)).toISOString(),
    action: it.action,
    actor_kind: it.actorKind,
    actor_id: it.actorId,
    subject_kind: it.subjectKind,
    subject_id: it.subjectId,
    subject_name: it.subjectName,
    store_id: it.storeId,
    before: it.before,
    after: it.after,
    request_id: it.requestId,
    origin_digest: it.originDigest,
    personal_digest: it.personalDigest,
    key_id: it.keyId,
    prev_mac: it.prevMac,
    mac: it.mac,
    origin_salt: it.origin?.salt,
    ip: it.origin?.ip,
    device: it.origin?.device,
    person_id: it.personal?.personId,
    personal_salt: it.personal?.salt,
    personal: it.personal?.data,
  };
}
