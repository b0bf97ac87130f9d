import { uuidV7 } from '@jowi/domain/ids';
import { MemoryRateLimits } from '../../src/platform/limits/memory-rate-limits.ts';
import { hashOfState, inOrder } from './books.ts';
import { Listeners } from './listeners.ts';
import { Office, pairingCodeOf } from './office.ts';
import { receiveLots } from './receive-lots.ts';
import { answer } from './routes.ts';
import { type Repositories, SimClock, startProcess } from './server-process.ts';
import type { SimEnvironment, SimServer, SimTenant, TenantSeed } from './sim-server.ts';
import { MemoryApprovals } from './store/memory-approvals.repository.ts';
import { MemoryAuditLog } from './store/memory-audit.ts';
import { memoryBooks } from './store/memory-books.ts';
import { MemoryDatabase } from './store/memory-database.ts';
import { type AtStep, MemoryDb, memoryTx } from './store/memory-db.ts';
import { MemoryFeed } from './store/memory-feed.repository.ts';
import { MemoryJournal } from './store/memory-journal.repository.ts';
import { MemoryLedger } from './store/memory-ledger.repository.ts';
import { MemoryOfficeRows } from './store/memory-office.ts';
import { MemoryPairing } from './store/memory-pairing.repository.ts';
import { MemoryReconciliation } from './store/memory-reconciliation.repository.ts';
import { MemorySales } from './store/memory-sales.repository.ts';
import { MemoryShifts } from './store/memory-shifts.repository.ts';
import { MemoryStock } from './store/memory-stock.repository.ts';
import { MemoryAssertionUse, MemoryTerminalKeys, MemoryTerminalSettings } from './store/memory-terminals.ts';

/** The use cases of the server over a database in memory that keeps PostgreSQL's promises. Deterministic in `env`. */
export async function openModelServer(env: SimEnvironment): Promise<SimServer> {
  const clock = new SimClock(env);
  const listeners = new Listeners();
  const database = new MemoryDatabase((tenantId) => listeners.tell(tenantId));
  const atStep: AtStep = (step) => env.atStep?.(step);
  const requestsDb = new MemoryDb(database, atStep);
  const limits = new MemoryRateLimits(clock);
  const repositories = memoryRepositories(requestsDb);
  const rows = new MemoryOfficeRows();
  const newId = () => uuidV7(env.nowMs(), env.randomBytes(10));
  let process = startProcess(repositories, clock, limits);
  let crashed = Promise.withResolvers<null>();
  let requests = 0;
  const atFailure = (error: unknown) => env.atFailure?.(error);

  async function createTenant(seed: TenantSeed): Promise<SimTenant> {
    const [tenantId, storeId, warehouseId] = [newId(), newId(), newId()];
    const employees = seed.employees.map((it) => ({ ...it, id: newId() }));
    const products = seed.products.map((it) => ({ ...it, id: newId() }));
    await new MemoryDb(database).withTenant(tenantId, async (tx) => {
      const it = memoryTx(tx);
      const { business, store, auditHead } = database.tables;
      const { name, negativeStock = 'warn' } = seed;
      await it.insert(business, { tenantId, name, taxId: '301234567' });
      await it.insert(auditHead, { tenantId, seq: 0, mac: '' });
      await it.insert(store, { tenantId, id: storeId, name, warehouseId, negativeStock });
      for (const employee of employees) await rows.insertEmployee(tx, employee.id, employee);
      for (const product of products) await rows.insertProduct(tx, product.id, product);
      await receiveLots(tx, { tenantId, warehouseId }, repositories, products, newId);
    });
    return { tenantId, storeId, warehouseId, employees, products };
  }

  return {
    async handle(request) {
      requests += 1;
      const gone = crashed.promise;
      return Promise.race([answer(process, request, `request-${requests}`, atFailure), gone]);
    },
    onPoke: (tenantId, listener) => listeners.add(tenantId, listener),
    createTenant,
    office(tenantId) {
      const [place] = [...database.tables.store.visibleTo(tenantId).values()];
      if (!place) throw new TypeError('No such business');
      return new Office({
        ...{ tenantId, storeId: place.id, warehouseId: place.warehouseId, rows },
        ...{ db: new MemoryDb(database), stock: repositories.stock, ledger: repositories.ledger },
        process: () => process,
        nowMs: () => env.nowMs(),
        randomBytes: (length) => env.randomBytes(length),
        makeCode: () => pairingCodeOf(env.randomBytes(8)),
      });
    },
    crash() {
      database.crash();
      crashed.resolve(null);
      crashed = Promise.withResolvers<null>();
      process = startProcess(repositories, clock, limits);
    },
    books: async (tenantId) => inOrder(await memoryBooks(database, tenantId)),
    stateHash: async (tenantId) => hashOfState(inOrder(await memoryBooks(database, tenantId))),
    close: async () => database.crash(),
  };
}

function memoryRepositories(db: MemoryDb): Repositories {
  const settings = new MemoryTerminalSettings();
  return {
    db,
    settings,
    journal: new MemoryJournal(),
    feed: new MemoryFeed(),
    uses: new MemoryAssertionUse(),
    sales: new MemorySales(),
    stock: new MemoryStock(),
    ledger: new MemoryLedger(),
    shifts: new MemoryShifts(),
    approvals: new MemoryApprovals(),
    reconciliation: new MemoryReconciliation(),
    keys: new MemoryTerminalKeys(db),
    auditLog: new MemoryAuditLog(),
    makePairing: (numbers, audit) => new MemoryPairing({ db, settings, numbers, audit }),
  };
}
