import { Injectable } from '@nestjs/common';
import { verifyPassword } from '../../platform/auth/password.ts';
import { InstallationDb } from '../../platform/db/installation-db.ts';

/** The account of a phone that was proved: what it takes to go on as its owner. */
@Injectable()
export class AccountRepository {
  constructor(private readonly db: InstallationDb) {}

  async findUserId(phone: string): Promise<string | null> {
    const [row] = await this.db.query<{ id: string }>('SELECT id FROM auth."user" WHERE "phoneNumber" = $1', [
      phone,
    ]);
    return row?.id ?? null;
  }

  async hasPassword(userId: string, password: string): Promise<boolean> {
    const [row] = await this.db.query<{ password: string | null }>(
      `SELECT password FROM auth.account WHERE "userId" = $1 AND "providerId" = 'credential'`,
      [userId],
    );
    return row?.password != null && verifyPassword(row.password, password);
  }
}
