import { Injectable } from '@nestjs/common';
import { KyselyDb } from '../db/kysely-db.ts';

@Injectable()
export class AuditAnchorRepository {
  constructor(private readonly db: KyselyDb) {}

  async isCommitted(entry: { tenantId: string; seq: number; mac: string }): Promise<boolean> {
    const row = await this.db.withTenant(entry.tenantId, (tx) =>
      tx
        .selectFrom('audit_log')
        .select('seq')
        .where('tenant_id', '=', entry.tenantId)
        .where('seq', '=', BigInt(entry.seq))
        .where('mac', '=', entry.mac)
        .executeTakeFirst(),
    );
    return row !== undefined;
  }
}
