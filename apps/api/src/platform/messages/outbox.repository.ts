import { sql } from 'kysely';
import type { Clock } from '../clock/clock.ts';
import type { InstallationDb, InstallationTx } from '../db/installation-db.ts';
import type { KyselyTx } from '../db/kysely-db.ts';
import type { PrismaTx } from '../db/prisma-db.ts';
import { newId } from '../ids/new-id.ts';
import { type Message, maskAddress, zMessage } from './message.ts';
import type { Seal } from './seal.ts';

/** The transaction of the change a message tells of: a business's, or one of the installation's own. */
export type AnyTx = KyselyTx | PrismaTx | InstallationTx;

export interface OutboxRow {
  readonly id: string;
  readonly message: Message;
  readonly leaves: boolean;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** Including the one that begins. */
  readonly tries: number;
}

export interface AddOptions {
  /** How long it is worth sending. */
  readonly lifeMs: number;
  /** False: all the same work, but nothing is sent. */
  readonly leaves?: boolean;
  /** The row's id, when the caller has to find it again. */
  readonly id?: string;
}

/** Longer than a try through the whole chain takes: then another server may believe that this one died. */
const CLAIM_MS = 90_000;

const INSERT =
  'INSERT INTO messages.outbox (id, sealed, masked_to, template, leaves, created_at_ms, expires_at_ms, next_try_at_ms)';

export class OutboxRepository {
  constructor(
    private readonly db: InstallationDb,
    private readonly clock: Clock,
    private readonly seal: Seal,
  ) {}

  /** Sent after the commit of `tx`, or never when it is rolled back. */
  async add(tx: AnyTx, message: Message, { lifeMs, leaves = true, id }: AddOptions): Promise<string> {
    const nowMs = this.clock.nowMs();
    const rowId = id ?? newId(nowMs);
    const values = [
      rowId,
      this.seal.close(message, rowId),
      maskAddress(message.to),
      message.template,
      leaves,
      nowMs,
      nowMs + lifeMs,
      nowMs,
    ] as const;
    if ('query' in tx) {
      await tx.query(`${INSERT} VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, values);
    } else if ('$executeRawUnsafe' in tx) {
      await tx.$executeRawUnsafe(`${INSERT} VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8)`, ...values);
    } else {
      await sql`${sql.raw(INSERT)} VALUES (${sql.join([...values])})`.execute(tx);
    }
    return rowId;
  }

  /** Takes what is due, for this server alone; each counts as a try. */
  async claim(limit: number): Promise<OutboxRow[]> {
    const nowMs = this.clock.nowMs();
    const rows = await this.db.query<{
      id: string;
      sealed: Buffer;
      leaves: boolean;
      created_at_ms: number;
      expires_at_ms: number;
      tries: number;
    }>(
      `UPDATE messages.outbox SET tries = tries + 1, next_try_at_ms = $1::bigint + ${CLAIM_MS}
       WHERE id IN (SELECT id FROM messages.outbox WHERE state = 'waiting' AND next_try_at_ms <= $1
         ORDER BY next_try_at_ms LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id, sealed, leaves, created_at_ms, expires_at_ms, tries`,
      [nowMs, limit],
    );
    const claimed: OutboxRow[] = [];
    for (const row of rows) {
      const message = this.#read(row.sealed, row.id);
      // One that nobody can read any more holds up no other.
      if (message === null) await this.saveFailed(row.id, 'unreadable');
      else
        claimed.push({
          id: row.id,
          message,
          leaves: row.leaves,
          createdAtMs: row.created_at_ms,
          expiresAtMs: row.expires_at_ms,
          tries: row.tries,
        });
    }
    return claimed;
  }

  /** Null when it was sealed with another AUTH_SECRET, or by a release that knew other messages. */
  #read(sealed: Buffer, id: string): Message | null {
    try {
      return zMessage.parse(this.seal.open(sealed, id));
    } catch {
      return null;
    }
  }

  async saveSent(id: string, provider: string, ref: string | null): Promise<void> {
    await this.db.query(
      `UPDATE messages.outbox SET state = 'sent', sealed = NULL, provider = $2, provider_ref = $3, sent_at_ms = $4,
         last_failure = NULL WHERE id = $1 AND state = 'waiting'`,
      [id, provider, ref, this.clock.nowMs()],
    );
  }

  async saveRetry(id: string, nextTryAtMs: number, failure: string): Promise<void> {
    await this.db.query(
      `UPDATE messages.outbox SET next_try_at_ms = $2, last_failure = $3 WHERE id = $1 AND state = 'waiting'`,
      [id, nextTryAtMs, failure],
    );
  }

  async saveFailed(id: string, failure: string): Promise<void> {
    await this.db.query(
      `UPDATE messages.outbox SET state = 'failed', sealed = NULL, last_failure = $2
       WHERE id = $1 AND state IN ('waiting', 'sent')`,
      [id, failure],
    );
  }

  async findState(id: string): Promise<{ state: string; tries: number; failure: string | null } | null> {
    const rows = await this.db.query<{ state: string; tries: number; failure: string | null }>(
      'SELECT state, tries, last_failure AS failure FROM messages.outbox WHERE id = $1',
      [id],
    );
    return rows[0] ?? null;
  }

  async removeOld(beforeMs: number): Promise<void> {
    await this.db.query('DELETE FROM messages.outbox WHERE created_at_ms < $1', [beforeMs]);
  }
}
