import { randomBytes } from 'node:crypto';
import { uuidV7 } from '@jowi/domain/ids';
import { ApprovalsRepository } from '../../src/modules/approvals/approvals.repository.ts';
import { LedgerRepository } from '../../src/modules/ledger/ledger.repository.ts';
import { ReconciliationRepository } from '../../src/modules/reconciliation/reconciliation.repository.ts';
import { SalesRepository } from '../../src/modules/sales/sales.repository.ts';
import { ShiftsRepository } from '../../src/modules/shifts/shifts.repository.ts';
import { StockRepository } from '../../src/modules/stock/stock.repository.ts';
import { AssertionUseRepository } from '../../src/modules/sync/assertion-use.repository.ts';
import { FeedRepository } from '../../src/modules/sync/feed.repository.ts';
import { JournalRepository } from '../../src/modules/sync/journal.repository.ts';
import { PairingRepository } from '../../src/modules/terminals/pairing.repository.ts';
import { TerminalSettingsRepository } from '../../src/modules/terminals/terminal-settings.repository.ts';
import { AuditLogRepository } from '../../src/platform/audit/audit-log.repository.ts';
import { TerminalKeysRepository } from '../../src/platform/auth/terminal-keys.repository.ts';
import { KyselyDb } from '../../src/platform/db/kysely-db.ts';
import { MemoryRateLimits } from '../../src/platform/limits/memory-rate-limits.ts';
import { hashOfState, inOrder } from './books.ts';
import { Listeners } from './listeners.ts';
import { Office, pairingCodeOf } from './office.ts';
import { type CrashingPool, openCrashingPool } from './postgres/crashing-pool.ts';
import { postgresBooks } from './postgres/postgres-books.ts';
import { PostgresOfficeRows } from './postgres/postgres-office.ts';
import { receiveLots } from './receive-lots.ts';
import { answer } from './routes.ts';
import { SERVER_KEY } from './seeds.ts';
import { type Repositories, SimClock, startProcess } from './server-process.ts';
import type { SimEnvironment, SimServer, SimTenant, TenantSeed } from './sim-server.ts';

const CONNECTIONS = 6;

type Running = CrashingPool & {
  readonly repositories: Repositories;
  readonly process: ReturnType<typeof startProcess>;
  readonly crashed: PromiseWithResolvers<null>;
};

/**
 * The same door with the real repositories on a migrated database, as the application's role. Businesses are fresh each
 * time and their ids not the seed's, so that one database serves many seeds.
 */
export async function openPostgresServer(env: SimEnvironment, databaseUrl: string): Promise<SimServer> {
  const clock = new SimClock(env);
  const limits = new MemoryRateLimits(clock);
  const listeners = new Listeners();
  const rows = new PostgresOfficeRows();
  const places = new Map<string, SimTenant>();
  const newId = () => uuidV7(env.nowMs(), env.randomBytes(10));
  let requests = 0;
  const atFailure = (error: unknown) => env.atFailure?.(error);
  const start = (): Running => {
    const pool = openCrashingPool(databaseUrl, CONNECTIONS);
    const repositories = realRepositories(new KyselyDb(pool.pool));
    const process = startProcess(repositories, clock, limits);
    return { ...pool, repositories, process, crashed: Promise.withResolvers<null>() };
  };
  let running = start();

  async function createTenant(seed: TenantSeed): Promise<SimTenant> {
    // As many as the model draws, so that a seed goes on the same with both.
    const [, storeId, warehouseId] = [newId(), newId(), newId()];
    const tenant: SimTenant = {
      ...{ tenantId: uuidV7(env.nowMs(), randomBytes(10)), storeId: storeId!, warehouseId: warehouseId! },
      employees: seed.employees.map((it) => ({ ...it, id: newId() })),
      products: seed.products.map((it) => ({ ...it, id: newId() })),
    };
    const { tenantId, products } = tenant;
    const { repositories } = running;
    await repositories.db.withTenant(tenantId, async (tx) => {
      await rows.insertBusiness(tx, tenant, seed, () => uuidV7(env.nowMs(), randomBytes(10)));
      const place = { tenantId, warehouseId: tenant.warehouseId };
      await receiveLots(tx, place, repositories, products, newId);
    });
    places.set(tenantId, tenant);
    return tenant;
  }

  return {
    async handle(request) {
      requests += 1;
      const { process, crashed } = running;
      const done = await Promise.race([
        answer(process, request, `request-${requests}`, atFailure),
        crashed.promise,
      ]);
      if (done?.status === 200 && request.path === '/v1/sync/push')
        for (const id of places.keys()) listeners.tell(id);
      return done;
    },
    onPoke: (tenantId, listener) => listeners.add(tenantId, listener),
    createTenant,
    office(tenantId) {
      const place = places.get(tenantId);
      if (!place) throw new TypeError('No such business');
      const { db, stock, ledger } = running.repositories;
      return new Office({
        ...{ tenantId, storeId: place.storeId, warehouseId: place.warehouseId, rows, db, stock, ledger },
        process: () => running.process,
        nowMs: () => env.nowMs(),
        randomBytes: (length) => env.randomBytes(length),
        makeCode: () => {
          env.randomBytes(8);
          return pairingCodeOf(randomBytes(8));
        },
        changed: () => listeners.tell(tenantId),
      });
    },
    crash() {
      const { kill, crashed } = running;
      kill();
      crashed.resolve(null);
      running = start();
    },
    books: async (tenantId) => inOrder(await postgresBooks(running.repositories.db, tenantId)),
    stateHash: async (tenantId) =>
      hashOfState(inOrder(await postgresBooks(running.repositories.db, tenantId))),
    close: () => running.pool.end(),
  };
}

function realRepositories(db: KyselyDb): Repositories {
  const settings = new TerminalSettingsRepository(SERVER_KEY);
  return {
    db,
    settings,
    journal: new JournalRepository(),
    feed: new FeedRepository(),
    uses: new AssertionUseRepository(),
    sales: new SalesRepository(),
    stock: new StockRepository(),
    ledger: new LedgerRepository(),
    shifts: new ShiftsRepository(),
    approvals: new ApprovalsRepository(),
    reconciliation: new ReconciliationRepository(),
    keys: new TerminalKeysRepository(db),
    auditLog: new AuditLogRepository(),
    makePairing: (numbers, audit) => new PairingRepository(db, settings, numbers, audit),
  };
}
