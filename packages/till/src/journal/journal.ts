import {
  type ChainHead,
  JOURNAL_PAYLOADS,
  type JournalEntry,
  type JournalKind,
  type JournalPayload,
  zJournalEntry,
} from '@jowi/contracts/sync/journal';
import type { PushResult } from '@jowi/contracts/sync/push';
import { assert } from '@jowi/domain/assert';
import { genesis } from '@jowi/sync/chain';
import { sealEntry } from '@jowi/sync/journal-hash';
import type { Db, Row } from '../db/db.ts';
import { intOf, jsonOf, textOf } from '../db/rows.ts';
import type { DeviceKeys } from '../device/device-keys.ts';
import type { MetaStore } from '../store/meta.store.ts';

/** The till's own chain of signed facts and what the server has said about each. */
export class Journal {
  readonly #db: Db;
  readonly #keys: DeviceKeys;
  readonly #meta: MetaStore;

  constructor(db: Db, keys: DeviceKeys, meta: MetaStore) {
    this.#db = db;
    this.#keys = keys;
    this.#meta = meta;
  }

  /** The last link of the current epoch. Throws `till/not-paired`. */
  head(): ChainHead {
    const { epoch } = this.#meta.getIdentity();
    const row = this.#db
      .prepare('SELECT seq, hash FROM journal WHERE epoch = ? ORDER BY seq DESC LIMIT 1')
      .get(epoch);
    return row ? { epoch, seq: intOf(row, 'seq'), hash: textOf(row, 'hash') } : genesis(epoch);
  }

  /**
   * Adds a fact to the chain and to the outbox. Only inside the transaction of the fact itself: the one
   * without the other must not exist. The payload is parsed first: what the server would
   * quarantine is our bug, and is refused here.
   */
  append<K extends JournalKind>(kind: K, payload: JournalPayload<K>): JournalEntry {
    const parsed = JOURNAL_PAYLOADS[kind].safeParse(payload);
    assert(parsed.success, `a ${kind} must fit its schema: ${parsed.error?.message ?? ''}`);
    const { epoch, settings } = this.#meta.getIdentity();
    const head = this.head();
    const unsealed = {
      terminalId: settings.terminalId,
      epoch,
      seq: head.seq + 1,
      kind,
      payload: payload as JournalEntry['payload'],
      prevHash: head.hash,
    };
    const entry = sealEntry(unsealed, this.#keys.privateKey);
    this.#db
      .prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(epoch, entry.seq, kind, JSON.stringify(payload), entry.prevHash, entry.hash, entry.signature);
    this.#db.prepare('INSERT INTO sync_outbox (epoch, seq) VALUES (?, ?)').run(epoch, entry.seq);
    return entry;
  }

  /** Entries the server has not acknowledged, of the oldest epoch that has any, in order. */
  listUnsent(limit: number): JournalEntry[] {
    return this.#db
      .prepare(
        `SELECT j.* FROM sync_outbox o JOIN journal j ON j.epoch = o.epoch AND j.seq = o.seq
         WHERE o.status = 'new' AND o.epoch = (SELECT min(epoch) FROM sync_outbox WHERE status = 'new')
         ORDER BY o.epoch, o.seq LIMIT ?`,
      )
      .all(limit)
      .map((row) => this.#entryOf(row));
  }

  /** Entries of an epoch; as many as its head says, unless the disk is damaged. */
  countEpoch(epoch: number): number {
    return intOf(this.#db.prepare('SELECT count(*) AS n FROM journal WHERE epoch = ?').get(epoch) ?? {}, 'n');
  }

  countUnsent(): number {
    return intOf(
      this.#db.prepare("SELECT count(*) AS n FROM sync_outbox WHERE status = 'new'").get() ?? {},
      'n',
    );
  }

  /** Writes down the server's word on each entry. A rejected one stays unsent; a later word never takes an earlier one back. */
  record(epoch: number, results: readonly PushResult[]): void {
    const mark = this.#db.prepare(
      "UPDATE sync_outbox SET status = ?, problem = ? WHERE epoch = ? AND seq = ? AND status = 'new'",
    );
    for (const { seq, status, problem } of results) {
      if (status !== 'rejected') mark.run(status, problem ? JSON.stringify(problem) : null, epoch, seq);
    }
  }

  /**
   * The server has lost what it once acknowledged (restored from a backup): everything after `afterSeq` goes out again,
   * and whatever stood beside its chain, which may be lost as well.
   */
  rewind(epoch: number, afterSeq: number): void {
    this.#db
      .prepare(
        "UPDATE sync_outbox SET status = 'new', problem = NULL WHERE epoch = ? AND (seq > ? OR status = 'quarantined')",
      )
      .run(epoch, afterSeq);
  }

  /**
   * The server may have lost something, or be another one: the last entry of every epoch goes out once more. What it holds it simply
   * acknowledges again; of an epoch that it holds no longer, or not to the end, it says where to begin.
   */
  offerEnds(): void {
    this.#db.exec(
      `UPDATE sync_outbox SET status = 'new', problem = NULL
       WHERE (epoch, seq) IN (SELECT epoch, max(seq) FROM sync_outbox GROUP BY epoch)`,
    );
  }

  /**
   * The server has certainly lost something: what stands beside its chains, of any epoch, goes out once more as well. No
   * gap would ever show that it is missing.
   */
  offerQuarantined(): void {
    this.#db.exec("UPDATE sync_outbox SET status = 'new', problem = NULL WHERE status = 'quarantined'");
  }

  /** The epoch to go on in when the server gives out `given`: one that it has lost and gives out again is not used twice. */
  freshEpoch(given: number): number {
    const last = this.#db.prepare('SELECT max(epoch) AS epoch FROM journal').get();
    return last?.epoch == null ? given : Math.max(given, intOf(last, 'epoch') + 1);
  }

  /** All entries of an epoch, for proofs and tests. */
  listEpoch(epoch: number): JournalEntry[] {
    return this.#db
      .prepare('SELECT * FROM journal WHERE epoch = ? ORDER BY seq')
      .all(epoch)
      .map((row) => this.#entryOf(row));
  }

  findHash(epoch: number, seq: number): string | null {
    const row = this.#db.prepare('SELECT hash FROM journal WHERE epoch = ? AND seq = ?').get(epoch, seq);
    return row ? textOf(row, 'hash') : null;
  }

  getPayload(epoch: number, seq: number): unknown {
    const row = this.#db.prepare('SELECT payload FROM journal WHERE epoch = ? AND seq = ?').get(epoch, seq);
    assert(row, 'a receipt always has its journal entry');
    return jsonOf(row, 'payload');
  }

  #entryOf(row: Row): JournalEntry {
    return zJournalEntry.parse({
      terminalId: this.#meta.getIdentity().settings.terminalId,
      epoch: intOf(row, 'epoch'),
      seq: intOf(row, 'seq'),
      kind: textOf(row, 'kind'),
      payload: jsonOf(row, 'payload'),
      prevHash: textOf(row, 'prev_hash'),
      hash: textOf(row, 'hash'),
      signature: textOf(row, 'signature'),
    });
  }
}
