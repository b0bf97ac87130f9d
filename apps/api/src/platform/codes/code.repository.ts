import type { InstallationDb, InstallationTx } from '../db/installation-db.ts';

export interface CodeRow {
  readonly id: string;
  readonly purpose: string;
  readonly phone: string;
  readonly codeHash: Buffer;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** A try that was taken; the code is not checked yet. */
export interface CodeTry {
  readonly phone: string;
  readonly codeHash: Buffer;
  readonly triesLeft: number;
}

export class CodeRepository {
  constructor(private readonly db: InstallationDb) {}

  transaction<T>(work: (tx: InstallationTx) => Promise<T>): Promise<T> {
    return this.db.transaction(work);
  }

  /** When codes were made for this phone, newest first; requests for the same phone wait for each other here. */
  async lockPhone(tx: InstallationTx, phone: string, sinceMs: number): Promise<number[]> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('code ' || $1, 0))`, [phone]);
    const rows = await tx.query<{ created_at_ms: number }>(
      'SELECT created_at_ms FROM messages.code WHERE phone = $1 AND created_at_ms > $2 ORDER BY created_at_ms DESC',
      [phone, sinceMs],
    );
    return rows.map((row) => row.created_at_ms);
  }

  async insert(tx: InstallationTx, row: CodeRow): Promise<void> {
    await tx.query(
      `INSERT INTO messages.code (id, purpose, phone, code_hash, created_at_ms, expires_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [row.id, row.purpose, row.phone, row.codeHash, row.createdAtMs, row.expiresAtMs],
    );
  }

  /** Uses up one of the tries; null when there is none left, or nothing to try. */
  async takeTry(id: string, purpose: string, nowMs: number, maxTries: number): Promise<CodeTry | null> {
    const rows = await this.db.query<{ phone: string; code_hash: Buffer; tries: number }>(
      `UPDATE messages.code SET tries = tries + 1
       WHERE id = $1 AND purpose = $2 AND used_at_ms IS NULL AND tries < $4 AND expires_at_ms > $3
       RETURNING phone, code_hash, tries`,
      [id, purpose, nowMs, maxTries],
    );
    const row = rows[0];
    return row ? { phone: row.phone, codeHash: row.code_hash, triesLeft: maxTries - row.tries } : null;
  }

  /** True for one caller only. */
  async use(id: string, nowMs: number): Promise<boolean> {
    const rows = await this.db.query(
      'UPDATE messages.code SET used_at_ms = $2 WHERE id = $1 AND used_at_ms IS NULL RETURNING id',
      [id, nowMs],
    );
    return rows.length > 0;
  }

  /** Why there was no try to take. */
  async isSpent(id: string, purpose: string, nowMs: number): Promise<boolean> {
    const rows = await this.db.query<{ spent: boolean }>(
      `SELECT expires_at_ms > $3 AS spent FROM messages.code WHERE id = $1 AND purpose = $2`,
      [id, purpose, nowMs],
    );
    return rows[0]?.spent ?? false;
  }

  async findPurpose(id: string): Promise<string | null> {
    const [row] = await this.db.query<{ purpose: string }>(
      'SELECT purpose FROM messages.code WHERE id = $1',
      [id],
    );
    return row?.purpose ?? null;
  }

  async removeOld(beforeMs: number): Promise<void> {
    await this.db.query('DELETE FROM messages.code WHERE created_at_ms < $1', [beforeMs]);
  }
}
