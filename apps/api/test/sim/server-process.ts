import type { ApprovalsRepository } from '../../src/modules/approvals/approvals.repository.ts';
import { TakeApprovalsUseCase } from '../../src/modules/approvals/take-approvals.usecase.ts';
import type { LedgerPort } from '../../src/modules/ledger/ledger.port.ts';
import { ReconcileUseCase } from '../../src/modules/reconciliation/reconcile.usecase.ts';
import type { ReconciliationRepository } from '../../src/modules/reconciliation/reconciliation.repository.ts';
import { PostSalesUseCase } from '../../src/modules/sales/post-sales.usecase.ts';
import type { SalesRepository } from '../../src/modules/sales/sales.repository.ts';
import type { ShiftsPort } from '../../src/modules/shifts/shifts.port.ts';
import type { StockPort } from '../../src/modules/stock/stock.port.ts';
import type { AssertionUseRepository } from '../../src/modules/sync/assertion-use.repository.ts';
import type { FeedRepository } from '../../src/modules/sync/feed.repository.ts';
import type { JournalRepository } from '../../src/modules/sync/journal.repository.ts';
import { OpenEpochUseCase } from '../../src/modules/sync/open-epoch.usecase.ts';
import { PullChangesUseCase } from '../../src/modules/sync/pull-changes.usecase.ts';
import { PushEntriesUseCase } from '../../src/modules/sync/push-entries.usecase.ts';
import { StreamSnapshotUseCase } from '../../src/modules/sync/stream-snapshot.usecase.ts';
import { TakeBackEpochUseCase } from '../../src/modules/sync/take-back-epoch.usecase.ts';
import { GetLastNumbersUseCase } from '../../src/modules/terminals/get-last-numbers.usecase.ts';
import type { LastNumbersPort } from '../../src/modules/terminals/last-numbers.port.ts';
import { PairTerminalUseCase } from '../../src/modules/terminals/pair-terminal.usecase.ts';
import type { PairingRepository } from '../../src/modules/terminals/pairing.repository.ts';
import type { TerminalSettingsPort } from '../../src/modules/terminals/terminal-settings.port.ts';
import type { AuditLogRepository } from '../../src/platform/audit/audit-log.repository.ts';
import { AuditTrail } from '../../src/platform/audit/audit-trail.ts';
import type { TerminalKeysRepository } from '../../src/platform/auth/terminal-keys.repository.ts';
import { Clock } from '../../src/platform/clock/clock.ts';
import type { KyselyDb } from '../../src/platform/db/kysely-db.ts';
import type { RateLimits } from '../../src/platform/limits/rate-limits.ts';
import { InStepAssertions, NoChannel } from './in-step-assertions.ts';
import { AUDIT_KEYS, SERVER_KEY } from './seeds.ts';
import type { SimEnvironment } from './sim-server.ts';

/** What stands between the use cases and a database, real or a model. */
export type Repositories = {
  readonly db: KyselyDb;
  readonly journal: JournalRepository;
  readonly feed: FeedRepository;
  readonly uses: AssertionUseRepository;
  readonly sales: SalesRepository;
  readonly stock: StockPort;
  readonly ledger: LedgerPort;
  readonly shifts: ShiftsPort;
  readonly approvals: ApprovalsRepository;
  readonly reconciliation: ReconciliationRepository;
  readonly keys: TerminalKeysRepository;
  readonly settings: TerminalSettingsPort;
  readonly auditLog: AuditLogRepository;
  makePairing(numbers: LastNumbersPort, audit: AuditTrail): PairingRepository;
};

export class SimClock extends Clock {
  readonly #env: SimEnvironment;

  constructor(env: SimEnvironment) {
    super();
    this.#env = env;
  }

  override nowMs(): number {
    return this.#env.nowMs();
  }
}

export type ServerProcess = ReturnType<typeof startProcess>;

/** The server's own use cases as its modules make them, with whatever they keep in memory: a crash takes that. */
export function startProcess(it: Repositories, clock: Clock, limits: RateLimits) {
  const { db, journal } = it;
  const audit = new AuditTrail(it.auditLog, AUDIT_KEYS, { note: () => undefined } as never, clock);
  const sales = new PostSalesUseCase(it.sales, it.stock, it.ledger);
  const numbers = new GetLastNumbersUseCase(sales, it.shifts);
  const assertions = new InStepAssertions(it.keys, clock, new NoChannel());
  const pairing = it.makePairing(numbers, audit);
  return {
    clock,
    audit,
    assertions,
    pairing,
    push: new PushEntriesUseCase(
      db,
      clock,
      journal,
      sales,
      it.shifts,
      new TakeApprovalsUseCase(it.approvals),
      new TakeBackEpochUseCase(db, journal, audit),
    ),
    pull: new PullChangesUseCase(db, clock, it.feed, journal, it.settings),
    snapshot: new StreamSnapshotUseCase(db, it.feed, journal),
    epoch: new OpenEpochUseCase(db, journal, numbers, it.uses, clock, audit),
    reconcile: new ReconcileUseCase(db, clock, SERVER_KEY, it.reconciliation),
    pair: new PairTerminalUseCase(pairing, assertions, clock, limits),
  };
}
