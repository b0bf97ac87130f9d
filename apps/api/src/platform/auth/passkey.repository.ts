import { Injectable } from '@nestjs/common';
import { InstallationDb } from '../db/installation-db.ts';

export interface PasskeyRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
}

const COLUMNS = `id, user_id AS "userId", name, public_key AS "publicKey", counter, transports,
  created_at_ms AS "createdAtMs", last_used_at_ms AS "lastUsedAtMs"`;

@Injectable()
export class PasskeyRepository {
  constructor(private readonly db: InstallationDb) {}

  listOf(userId: string): Promise<PasskeyRow[]> {
    return this.db.query<PasskeyRow>(
      `SELECT ${COLUMNS} FROM auth.passkey WHERE user_id = $1 ORDER BY created_at_ms`,
      [userId],
    );
  }

  async find(id: string): Promise<PasskeyRow | null> {
    const [row] = await this.db.query<PasskeyRow>(`SELECT ${COLUMNS} FROM auth.passkey WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** False when it is known already. */
  async insert(row: Omit<PasskeyRow, 'lastUsedAtMs'>): Promise<boolean> {
    const rows = await this.db.query(
      `INSERT INTO auth.passkey (id, user_id, name, public_key, counter, transports, created_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
      [row.id, row.userId, row.name, row.publicKey, row.counter, row.transports, row.createdAtMs],
    );
    return rows.length > 0;
  }

  async noteUse(id: string, counter: number, nowMs: number): Promise<void> {
    await this.db.query(
      'UPDATE auth.passkey SET counter = greatest(counter, $2), last_used_at_ms = $3 WHERE id = $1',
      [id, counter, nowMs],
    );
  }

  /** Its name; null when she has no such one. */
  async remove(userId: string, id: string): Promise<string | null> {
    const [row] = await this.db.query<{ name: string }>(
      'DELETE FROM auth.passkey WHERE user_id = $1 AND id = $2 RETURNING name',
      [userId, id],
    );
    return row?.name ?? null;
  }

  async insertChallenge(row: {
    challenge: string;
    userId: string | null;
    nowMs: number;
    expiresAtMs: number;
  }): Promise<void> {
    await this.db.query('DELETE FROM auth.passkey_challenge WHERE expires_at_ms <= $1', [row.nowMs]);
    await this.db.query(
      'INSERT INTO auth.passkey_challenge (challenge, user_id, expires_at_ms) VALUES ($1, $2, $3)',
      [row.challenge, row.userId, row.expiresAtMs],
    );
  }

  /** True for one caller only. */
  async useChallenge(challenge: string, userId: string | null, nowMs: number): Promise<boolean> {
    const rows = await this.db.query(
      `DELETE FROM auth.passkey_challenge WHERE challenge = $1 AND user_id IS NOT DISTINCT FROM $2
         AND expires_at_ms > $3 RETURNING challenge`,
      [challenge, userId, nowMs],
    );
    return rows.length > 0;
  }
}
