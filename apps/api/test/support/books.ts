import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import pg from 'pg';
import { ApprovalsRepository } from '../../src/modules/approvals/approvals.repository.ts';
import { TakeApprovalsUseCase } from '../../src/modules/approvals/take-approvals.usecase.ts';
import { LedgerRepository } from '../../src/modules/ledger/ledger.repository.ts';
import { PostSalesUseCase } from '../../src/modules/sales/post-sales.usecase.ts';
import { SalesRepository } from '../../src/modules/sales/sales.repository.ts';
import { ShiftsRepository } from '../../src/modules/shifts/shifts.repository.ts';
import { StockRepository } from '../../src/modules/stock/stock.repository.ts';
import { JournalRepository } from '../../src/modules/sync/journal.repository.ts';
import { PushEntriesUseCase } from '../../src/modules/sync/push-entries.usecase.ts';
import { TakeBackEpochUseCase } from '../../src/modules/sync/take-back-epoch.usecase.ts';
import { AuditKeys } from '../../src/platform/audit/audit-keys.ts';
import { AuditLogRepository } from '../../src/platform/audit/audit-log.repository.ts';
import { AuditTrail } from '../../src/platform/audit/audit-trail.ts';
import type { TerminalIdentity } from '../../src/platform/auth/access.ts';
import { SystemClock } from '../../src/platform/clock/clock.ts';
import { KyselyDb } from '../../src/platform/db/kysely-db.ts';
import { createTenantPool } from '../../src/platform/db/pool.ts';
import { SigningTill } from './signing-till.ts';

/** One business with its books in a database of its own; requests run as the application's role. */
export class Books implements AsyncDisposable {
  private constructor(
    readonly database: TestDatabase,
    readonly db: KyselyDb,
    /** Sees through row-level security: for assertions and for making the world, never for code under test. */
    readonly admin: pg.Pool,
    readonly tenantId: string,
    readonly storeId: string,
    readonly warehouseId: string,
  ) {}

  static async open(): Promise<Books> {
    const database = await createTestDatabase();
    const pool = createTenantPool({ url: database.appUrl, size: 4, onConnectionError: () => {} });
    const admin = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
    // The database may go before the last connection has closed.
    admin.on('connect', (client) => client.on('error', () => {}));
    admin.on('error', () => {});
    const [tenantId, storeId, warehouseId] = [randomUUID(), randomUUID(), randomUUID()];
    await admin.query(`INSERT INTO tenant (id, name, tax_id) VALUES ($1, 'Baraka', '301234567')`, [tenantId]);
    await admin.query(
      `INSERT INTO store (tenant_id, id, name, address, latitude, longitude, pricing_policy)
       VALUES ($1, $2, 'Baraka', 'Toshkent', 41.3, 69.2, '{}')`,
      [tenantId, storeId],
    );
    await admin.query(`INSERT INTO warehouse (tenant_id, id, store_id, name) VALUES ($1, $2, $3, 'Main')`, [
      tenantId,
      warehouseId,
      storeId,
    ]);
    return new Books(database, new KyselyDb(pool), admin, tenantId, storeId, warehouseId);
  }

  pusher(): PushEntriesUseCase {
    const sales = new PostSalesUseCase(new SalesRepository(), new StockRepository(), new LedgerRepository());
    const [clock, keys] = [new SystemClock(), new AuditKeys(['the audit secret of the books'])];
    const audit = new AuditTrail(new AuditLogRepository(), keys, { note: () => undefined } as never, clock);
    return new PushEntriesUseCase(
      this.db,
      clock,
      new JournalRepository(),
      sales,
      new ShiftsRepository(),
      new TakeApprovalsUseCase(new ApprovalsRepository()),
      new TakeBackEpochUseCase(this.db, new JournalRepository(), audit),
    );
  }

  async addTill(): Promise<{ till: SigningTill; identity: TerminalIdentity }> {
    const till = new SigningTill(randomUUID());
    const { tenantId, storeId, warehouseId } = this;
    await this.admin.query(
      `INSERT INTO terminal (tenant_id, id, store_id, warehouse_id, name, state, public_key, epoch)
       VALUES ($1, $2::uuid, $3, $4, 'Till ' || left($2::uuid::text, 8), 'active', $5, 1)`,
      [tenantId, till.terminalId, storeId, warehouseId, till.publicKey],
    );
    await this.admin.query(
      `INSERT INTO terminal_chain (tenant_id, terminal_id, epoch, public_key, seq, hash)
       VALUES ($1, $2, 1, $3, 0, repeat('0', 64))`,
      [tenantId, till.terminalId, till.publicKey],
    );
    return { till, identity: { tenantId, terminalId: till.terminalId, storeId, warehouseId } };
  }

  async addProduct(): Promise<string> {
    const id = randomUUID();
    await this.admin.query(
      `INSERT INTO product (tenant_id, id, sku, name_ru, name_uz, price_tiyin, unit, search_text)
       VALUES ($1, $2::uuid, left($2::uuid::text, 40), 'Товар', 'Mahsulot', 100000, 'piece', '')`,
      [this.tenantId, id],
    );
    return id;
  }

  /** Puts a lot on the shelf: total cost for the whole quantity. */
  async receive(productId: string, qtyMilli: number, costTiyin: number): Promise<void> {
    const place = { tenantId: this.tenantId, warehouseId: this.warehouseId };
    const [layerId, documentId] = [randomUUID(), randomUUID()];
    await this.db.withTenant(this.tenantId, async (tx) => {
      const stock = new StockRepository();
      await stock.lockLayers(tx, place, [productId]);
      stock.applyChanges(tx, place, {
        newLayers: [
          { layerId, productId, kind: 'lot', documentKind: 'delivery', documentId, documentNumber: '1' },
        ],
        movements: [
          {
            layerId,
            productId,
            kind: 'delivery',
            documentId,
            lineNo: 1,
            qtyMilli: BigInt(qtyMilli),
            costTiyin: BigInt(costTiyin),
          },
        ],
      });
    });
  }

  /** Rows as the superuser sees them; BIGINT comes as text. */
  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.admin.query<T>(text, values)).rows;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.admin.end();
    await this.db.onApplicationShutdown();
    await this.database.drop();
  }
}
