import { Injectable } from '@nestjs/common';
import { InstallationDb } from '../db/installation-db.ts';

export interface SecondFactorRow {
  readonly secret: Buffer;
  /** Null: being set up. */
  readonly enabledAtMs: number | null;
  readonly lastStep: number;
  readonly lockedUntilMs: number;
}

@Injectable()
export class SecondFactorRepository {
  constructor(private readonly db: InstallationDb) {}

  async find(userId: string): Promise<SecondFactorRow | null> {
    const [row] = await this.db.query<SecondFactorRow>(
      `SELECT secret, enabled_at_ms AS "enabledAtMs", last_step AS "lastStep", locked_until_ms AS "lockedUntilMs"
       FROM auth.second_factor WHERE user_id = $1`,
      [userId],
    );
    return row ?? null;
  }

  /** A new secret, not in force yet; false when one is in force. */
  async begin(userId: string, secret: Buffer): Promise<boolean> {
    const rows = await this.db.query(
      `INSERT INTO auth.second_factor (user_id, secret) VALUES ($1, $2)
       ON CONFLICT (user_id) DO UPDATE SET secret = $2, last_step = 0, failures = 0, locked_until_ms = 0
       WHERE second_factor.enabled_at_ms IS NULL RETURNING user_id`,
      [userId, secret],
    );
    return rows.length > 0;
  }

  /** Puts the secret in force with its recovery codes; for one caller only, and only the secret that was proved. */
  enable(userId: string, secret: Buffer, codeHashes: readonly Buffer[], nowMs: number): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const rows = await tx.query(
        `UPDATE auth.second_factor SET enabled_at_ms = $3
         WHERE user_id = $1 AND secret = $2 AND enabled_at_ms IS NULL RETURNING user_id`,
        [userId, secret, nowMs],
      );
      if (rows.length === 0) return false;
      await tx.query('DELETE FROM auth.recovery_code WHERE user_id = $1', [userId]);
      await tx.query('INSERT INTO auth.recovery_code (user_id, code_hash) SELECT $1, unnest($2::bytea[])', [
        userId,
        codeHashes,
      ]);
      return true;
    });
  }

  async replaceRecoveryCodes(userId: string, codeHashes: readonly Buffer[]): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query('SELECT FROM auth.second_factor WHERE user_id = $1 FOR UPDATE', [userId]);
      await tx.query('DELETE FROM auth.recovery_code WHERE user_id = $1', [userId]);
      await tx.query('INSERT INTO auth.recovery_code (user_id, code_hash) SELECT $1, unnest($2::bytea[])', [
        userId,
        codeHashes,
      ]);
    });
  }

  /** Whatever was trusted because of it is not any more. */
  async remove(userId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query('DELETE FROM auth.recovery_code WHERE user_id = $1', [userId]);
      await tx.query('DELETE FROM auth.trusted_device WHERE user_id = $1', [userId]);
      await tx.query('DELETE FROM auth.second_factor WHERE user_id = $1', [userId]);
    });
  }

  /**
   * Uses up a time step and all before it. One statement, so that of two servers that check the same code at the same
   * moment one wins.
   */
  async useStep(userId: string, step: number): Promise<boolean> {
    const rows = await this.db.query(
      `UPDATE auth.second_factor SET last_step = $2, failures = 0, locked_until_ms = 0
       WHERE user_id = $1 AND last_step < $2 RETURNING user_id`,
      [userId, step],
    );
    return rows.length > 0;
  }

  /** True for one caller only. */
  async useRecoveryCode(userId: string, codeHash: Buffer): Promise<boolean> {
    const rows = await this.db.query(
      `WITH used AS (DELETE FROM auth.recovery_code WHERE user_id = $1 AND code_hash = $2 RETURNING user_id)
       UPDATE auth.second_factor f SET failures = 0, locked_until_ms = 0 FROM used
       WHERE f.user_id = used.user_id RETURNING f.user_id`,
      [userId, codeHash],
    );
    return rows.length > 0;
  }

  /**
   * Counts a try before it is known to be wrong, so that a hundred at once get no more than their share. Locks when
   * there were too many; answers until when, 0 when the try may be made.
   */
  async takeTry(userId: string, nowMs: number, max: number, lockMs: number): Promise<number> {
    const [row] = await this.db.query<{ lockedUntilMs: number }>(
      `WITH was AS (
         SELECT user_id, failures, locked_until_ms > $2 AS is_locked, locked_until_ms
         FROM auth.second_factor WHERE user_id = $1 FOR UPDATE
       ), next AS (
         SELECT user_id, is_locked, locked_until_ms,
           CASE WHEN is_locked THEN failures WHEN failures >= $3 THEN 1 ELSE failures + 1 END AS failures FROM was
       )
       UPDATE auth.second_factor f SET failures = next.failures,
         locked_until_ms = CASE WHEN is_locked THEN next.locked_until_ms WHEN next.failures >= $3 THEN $2::bigint + $4 ELSE 0 END
       FROM next WHERE f.user_id = next.user_id
       RETURNING CASE WHEN is_locked THEN next.locked_until_ms ELSE 0 END AS "lockedUntilMs"`,
      [userId, nowMs, max, lockMs],
    );
    return row?.lockedUntilMs ?? 0;
  }

  async countRecoveryCodes(userId: string): Promise<number> {
    const [row] = await this.db.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM auth.recovery_code WHERE user_id = $1',
      [userId],
    );
    return row?.count ?? 0;
  }
}
