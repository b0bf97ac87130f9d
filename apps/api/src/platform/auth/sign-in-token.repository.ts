import { Injectable } from '@nestjs/common';
import { InstallationDb } from '../db/installation-db.ts';

export interface ChallengeRow {
  readonly userId: string;
  readonly remembered: boolean;
  readonly triesLeft: number;
}

@Injectable()
export class SignInTokenRepository {
  constructor(private readonly db: InstallationDb) {}

  async insertChallenge(row: {
    tokenHash: Buffer;
    userId: string;
    remembered: boolean;
    expiresAtMs: number;
    nowMs: number;
  }): Promise<void> {
    await this.db.query('DELETE FROM auth.sign_in_challenge WHERE expires_at_ms <= $1', [row.nowMs]);
    await this.db.query(
      `INSERT INTO auth.sign_in_challenge (token_hash, user_id, remembered, expires_at_ms) VALUES ($1, $2, $3, $4)`,
      [row.tokenHash, row.userId, row.remembered, row.expiresAtMs],
    );
  }

  /** Uses up one of the tries; null when there is none left, or no such challenge. */
  async takeTry(tokenHash: Buffer, nowMs: number, maxTries: number): Promise<ChallengeRow | null> {
    const [row] = await this.db.query<ChallengeRow>(
      `UPDATE auth.sign_in_challenge SET tries = tries + 1
       WHERE token_hash = $1 AND expires_at_ms > $2 AND tries < $3
       RETURNING user_id AS "userId", remembered, $3 - tries AS "triesLeft"`,
      [tokenHash, nowMs, maxTries],
    );
    return row ?? null;
  }

  /** True for one caller only. */
  async useChallenge(tokenHash: Buffer): Promise<boolean> {
    const rows = await this.db.query(
      'DELETE FROM auth.sign_in_challenge WHERE token_hash = $1 RETURNING user_id',
      [tokenHash],
    );
    return rows.length > 0;
  }

  async insertDevice(row: {
    tokenHash: Buffer;
    userId: string;
    nowMs: number;
    expiresAtMs: number;
  }): Promise<void> {
    await this.db.query('DELETE FROM auth.trusted_device WHERE user_id = $1 AND expires_at_ms <= $2', [
      row.userId,
      row.nowMs,
    ]);
    await this.db.query(
      `INSERT INTO auth.trusted_device (token_hash, user_id, created_at_ms, expires_at_ms) VALUES ($1, $2, $3, $4)`,
      [row.tokenHash, row.userId, row.nowMs, row.expiresAtMs],
    );
  }

  async isTrusted(tokenHash: Buffer, userId: string, nowMs: number): Promise<boolean> {
    const rows = await this.db.query(
      'SELECT FROM auth.trusted_device WHERE token_hash = $1 AND user_id = $2 AND expires_at_ms > $3',
      [tokenHash, userId, nowMs],
    );
    return rows.length > 0;
  }

  async countDevices(userId: string, nowMs: number): Promise<number> {
    const [row] = await this.db.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM auth.trusted_device WHERE user_id = $1 AND expires_at_ms > $2',
      [userId, nowMs],
    );
    return row?.count ?? 0;
  }

  async removeOf(userId: string): Promise<void> {
    await this.db.query('DELETE FROM auth.trusted_device WHERE user_id = $1', [userId]);
    await this.db.query('DELETE FROM auth.sign_in_challenge WHERE user_id = $1', [userId]);
  }
}
