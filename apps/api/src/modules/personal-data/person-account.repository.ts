import { Injectable } from '@nestjs/common';
import { InstallationDb } from '../../platform/db/installation-db.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';

export interface AccountData {
  readonly name: string;
  readonly phone: string | null;
  readonly createdAtMs: number;
  readonly hasSecondFactor: boolean;
  readonly passkeys: readonly { name: string; createdAtMs: number }[];
  readonly sessions: readonly {
    ip: string | null;
    device: string | null;
    createdAtMs: number;
    expiresAtMs: number;
  }[];
}

const MS = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

/** The account somebody signs in with: it belongs to her and not to the business, and may open several of them. */
@Injectable()
export class PersonAccountRepository {
  constructor(
    private readonly installation: InstallationDb,
    private readonly db: KyselyDb,
  ) {}

  async find(userId: string): Promise<AccountData | null> {
    const [user] = await this.installation.query<Omit<AccountData, 'passkeys' | 'sessions'>>(
      `SELECT "name", "phoneNumber" AS phone, ${MS('"createdAt"')} AS "createdAtMs",
         EXISTS (SELECT FROM auth.second_factor f WHERE f.user_id = u."id" AND f.enabled_at_ms IS NOT NULL)
           AS "hasSecondFactor" FROM auth."user" u WHERE "id" = $1`,
      [userId],
    );
    if (!user) return null;
    return {
      ...user,
      passkeys: await this.installation.query(
        'SELECT name, created_at_ms AS "createdAtMs" FROM auth.passkey WHERE user_id = $1 ORDER BY 2',
        [userId],
      ),
      sessions: await this.installation.query(
        `SELECT "ipAddress" AS ip, "userAgent" AS device, ${MS('"createdAt"')} AS "createdAtMs",
           ${MS('"expiresAt"')} AS "expiresAtMs" FROM auth."session" WHERE "userId" = $1 ORDER BY "createdAt" DESC`,
        [userId],
      ),
    };
  }

  /** Her account and all its sessions, when no business is left that it opens. */
  async deleteUnlessWorking(userId: string): Promise<boolean> {
    const places = await this.db.withPerson(userId, (tx) =>
      tx.selectFrom('employee').select('id').where('user_id', '=', userId).execute(),
    );
    if (places.length > 0) return false;
    await this.installation.query('DELETE FROM auth."user" WHERE "id" = $1', [userId]);
    return true;
  }

  /** Sessions of these people that ended before. How many. */
  async deleteSessionsEndedBefore(userIds: readonly string[], beforeMs: number): Promise<number> {
    const rows = await this.installation.query(
      'DELETE FROM auth."session" WHERE "userId" = ANY ($1) AND "expiresAt" < $2 RETURNING "id"',
      [userIds, new Date(beforeMs)],
    );
    return rows.length;
  }
}
