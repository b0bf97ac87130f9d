import { Injectable } from '@nestjs/common';
import { KyselyDb } from '../db/kysely-db.ts';

export interface TerminalKey {
  readonly storeId: string;
  readonly warehouseId: string;
  readonly state: 'unpaired' | 'active' | 'revoked';
  /** Raw Ed25519, base64url. */
  readonly publicKey: string | null;
}

@Injectable()
export class TerminalKeysRepository {
  constructor(private readonly db: KyselyDb) {}

  async find(tenantId: string, terminalId: string): Promise<TerminalKey | null> {
    const row = await this.db.withTenant(tenantId, (tx) =>
      tx
        .selectFrom('terminal')
        .select(['store_id', 'warehouse_id', 'state', 'public_key'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', terminalId)
        .executeTakeFirst(),
    );
    if (!row) return null;
    return {
      storeId: row.store_id,
      warehouseId: row.warehouse_id,
      state: row.state as TerminalKey['state'],
      publicKey: row.public_key,
    };
  }

  async saveLastSeen(tenantId: string, terminalId: string, atMs: number): Promise<void> {
    await this.db.withTenant(tenantId, (tx) =>
      tx
        .updateTable('terminal')
        .set({ last_seen_at: new Date(atMs) })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', terminalId)
        .execute(),
    );
  }
}
