import type pg from 'pg';

export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly token: string;
  readonly previousToken: string | null;
  readonly remembered: boolean;
  readonly tenantId: string | null;
  readonly lastTenantId: string | null;
  readonly ipAddress: string;
  readonly userAgent: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly lastSeenAtMs: number;
  readonly rotatedAtMs: number;
  readonly confirmedAtMs: number | null;
  readonly hasSecondFactor: boolean;
}

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
const COLUMNS = `s."id", s."userId", s."token", s."previousToken", s."remembered", s."tenantId", u."lastTenantId",
  coalesce(s."ipAddress", '') AS "ipAddress", coalesce(s."userAgent", '') AS "userAgent",
  ${ms('s."createdAt"')} AS "createdAtMs", ${ms('s."expiresAt"')} AS "expiresAtMs",
  ${ms('s."lastSeenAt"')} AS "lastSeenAtMs", ${ms('s."rotatedAt"')} AS "rotatedAtMs",
  ${ms('s."confirmedAt"')} AS "confirmedAtMs",
  EXISTS (SELECT FROM auth.second_factor f WHERE f.user_id = s."userId" AND f.enabled_at_ms IS NOT NULL)
    AS "hasSecondFactor"`;
const FROM = `FROM auth."session" s JOIN auth."user" u ON u."id" = s."userId"`;

/** The columns that are ours of the sessions Better Auth keeps. */
export class PersonSessionRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async findByToken(token: string): Promise<SessionRow | null> {
    const { rows } = await this.#pool.query<SessionRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE s."token" = $1 OR s."previousToken" = $1`,
      [token],
    );
    return rows[0] ?? null;
  }

  async find(id: string): Promise<SessionRow | null> {
    const { rows } = await this.#pool.query<SessionRow>(`SELECT ${COLUMNS} ${FROM} WHERE s."id" = $1`, [id]);
    return rows[0] ?? null;
  }

  async listOf(userId: string, nowMs: number): Promise<SessionRow[]> {
    const { rows } = await this.#pool.query<SessionRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE s."userId" = $1 AND s."expiresAt" > $2 ORDER BY s."lastSeenAt" DESC`,
      [userId, new Date(nowMs)],
    );
    return rows;
  }

  /** Gives the session another token; null when somebody else was quicker. */
  async rotate(id: string, token: string, next: string, nowMs: number): Promise<string | null> {
    const { rows } = await this.#pool.query(
      `UPDATE auth."session" SET "token" = $3, "previousToken" = $2, "rotatedAt" = $4, "confirmedAt" = NULL
       WHERE "id" = $1 AND "token" = $2 RETURNING "token"`,
      [id, token, next, new Date(nowMs)],
    );
    return rows.length > 0 ? next : null;
  }

  async confirm(id: string, token: string, nowMs: number): Promise<void> {
    await this.#pool.query(
      `UPDATE auth."session" SET "confirmedAt" = $3 WHERE "id" = $1 AND "token" = $2 AND "confirmedAt" IS NULL`,
      [id, token, new Date(nowMs)],
    );
  }

  async noteSeen(id: string, nowMs: number, place: { ip: string; device: string }): Promise<void> {
    await this.#pool.query(
      `UPDATE auth."session" SET "lastSeenAt" = $2, "ipAddress" = $3, "userAgent" = $4 WHERE "id" = $1`,
      [id, new Date(nowMs), place.ip, place.device],
    );
  }

  async chooseTenant(id: string, userId: string, tenantId: string): Promise<void> {
    await this.#pool.query(`UPDATE auth."session" SET "tenantId" = $2 WHERE "id" = $1`, [id, tenantId]);
    await this.#pool.query(`UPDATE auth."user" SET "lastTenantId" = $2 WHERE "id" = $1`, [userId, tenantId]);
  }

  /** True when there was such a session of hers. */
  async end(userId: string, id: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `DELETE FROM auth."session" WHERE "userId" = $1 AND "id" = $2`,
      [userId, id],
    );
    return (rowCount ?? 0) > 0;
  }

  /** Ids of those that ended. */
  async endAll(userId: string, exceptId: string | null): Promise<string[]> {
    const { rows } = await this.#pool.query<{ id: string }>(
      `DELETE FROM auth."session" WHERE "userId" = $1 AND "id" IS DISTINCT FROM $2 RETURNING "id"`,
      [userId, exceptId],
    );
    return rows.map(({ id }) => id);
  }

  async removeExpired(userId: string, nowMs: number): Promise<void> {
    await this.#pool.query(`DELETE FROM auth."session" WHERE "userId" = $1 AND "expiresAt" <= $2`, [
      userId,
      new Date(nowMs),
    ]);
  }
}
