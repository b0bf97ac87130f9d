import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import type { NewEpochResponse } from '@jowi/contracts/sync/push';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { TerminalAssertion, TerminalIdentity } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { LastNumbersPort } from '../terminals/last-numbers.port.ts';
import { AssertionUseRepository } from './assertion-use.repository.ts';
import { JournalRepository } from './journal.repository.ts';

/** A till whose chain forked (copied or restored disk) goes on in a new epoch; the old one stays as it is. */
@Injectable()
export class OpenEpochUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly journal: JournalRepository,
    private readonly numbers: LastNumbersPort,
    private readonly uses: AssertionUseRepository,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The one thing of a till that is not the same when it is done twice: an assertion serves for it once (ADR 10).
   *
   * @throws ProblemError auth/assertion-invalid
   */
  execute(terminal: TerminalIdentity, assertion: TerminalAssertion): Promise<NewEpochResponse> {
    return this.db.withTenant(terminal.tenantId, async (tx) => {
      const isFirst = await this.uses.take(tx, terminal, assertion, this.clock.nowMs());
      if (!isFirst) throw new ProblemError('auth/assertion-invalid');
      const epoch = await this.journal.openEpoch(tx, terminal, GENESIS_HASH);
      const lastNumbers = await this.numbers.getLastNumbers(tx, terminal);
      await this.audit.record(tx, {
        action: 'terminals/new-epoch',
        subject: { kind: 'terminal', id: terminal.terminalId },
        after: { epoch },
        storeId: terminal.storeId,
      });
      return { epoch, lastNumbers };
    });
  }
}
