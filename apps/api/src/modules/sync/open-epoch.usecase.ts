import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import { Injectable } from '@nestjs/common';
import type { TerminalIdentity } from '../../platform/auth/access.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { JournalRepository } from './journal.repository.ts';

/** A till whose chain forked (copied or restored disk) goes on in a new epoch; the old one stays as it is. */
@Injectable()
export class OpenEpochUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly journal: JournalRepository,
  ) {}

  async execute(terminal: TerminalIdentity): Promise<{ epoch: number }> {
    const epoch = await this.db.withTenant(terminal.tenantId, (tx) =>
      this.journal.openEpoch(tx, terminal, GENESIS_HASH),
    );
    return { epoch };
  }
}
