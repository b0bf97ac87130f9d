import { Injectable } from '@nestjs/common';
import { CompiledQuery } from 'kysely';
import { ChainRowsRepository } from '../../platform/audit/chain-rows.repository.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';

/** The chain's rows over the server's own connections. */
@Injectable()
export class AuditChainRepository {
  readonly rows: ChainRowsRepository;

  constructor(db: KyselyDb) {
    this.rows = new ChainRowsRepository((tenantId, text, values) =>
      db.withTenant(tenantId, async (tx) => {
        const answer = await tx.executeQuery(CompiledQuery.raw(text, [...values]));
        return answer.rows as object[];
      }),
    );
  }
}
