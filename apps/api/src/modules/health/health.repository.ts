import { readdirSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { KyselyDb } from '../../platform/db/kysely-db.ts';

/** Nobody's tenant: the check reads no rows of a business. */
const NO_TENANT = '00000000-0000-0000-0000-000000000000';
/** The same place from src/ and from dist/. */
const MIGRATIONS = new URL('../../../prisma/migrations/', import.meta.url);
const wanted = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql')).length;

@Injectable()
export class HealthRepository {
  constructor(private readonly db: KyselyDb) {}

  async check(): Promise<{ database: boolean; migrations: boolean }> {
    try {
      const { rows } = await this.db.withTenant(NO_TENANT, (tx) =>
        sql<{ applied: bigint }>`SELECT count(*) AS applied FROM schema_migrations`.execute(tx),
      );
      return { database: true, migrations: Number(rows[0]?.applied) >= wanted };
    } catch {
      return { database: false, migrations: false };
    }
  }
}
