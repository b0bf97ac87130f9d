import { uuidV7 } from '@jowi/domain/ids';
import type { LedgerPort } from '../../src/modules/ledger/ledger.port.ts';
import type { StockPort } from '../../src/modules/stock/stock.port.ts';
import { hashPairingCode, PAIRING_CODE_LIFE_MS } from '../../src/modules/terminals/pairing-code.ts';
import type { KyselyDb, KyselyTx } from '../../src/platform/db/kysely-db.ts';
import { receiveLots } from './receive-lots.ts';
import type { ServerProcess } from './server-process.ts';
import type { LotSeed, OpenChange, ProductSeed, SimOffice } from './sim-server.ts';

/** Changes of rows that no use case of the sync makes; each store writes them its own way. */
export interface OfficeRows {
  insertTerminal(tx: KyselyTx, terminal: { id: string; name: string }): Promise<void>;
  setTerminalRevoked(tx: KyselyTx, terminalId: string): Promise<void>;
  insertProduct(tx: KyselyTx, id: string, product: ProductSeed): Promise<void>;
  setPrice(tx: KyselyTx, productId: string, priceTiyin: bigint): Promise<void>;
  setArchived(tx: KyselyTx, productId: string): Promise<void>;
  setSuspended(tx: KyselyTx, employeeId: string): Promise<void>;
}

export type OfficeParts = {
  readonly tenantId: string;
  readonly storeId: string;
  readonly warehouseId: string;
  readonly db: KyselyDb;
  readonly stock: StockPort;
  readonly ledger: LedgerPort;
  readonly rows: OfficeRows;
  /** The one that runs now: a crash makes another. */
  process(): ServerProcess;
  nowMs(): number;
  randomBytes(length: number): Uint8Array;
  makeCode(): string;
  /** After each commit, where the database itself does not tell. */
  changed?(): void;
};

const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

export function pairingCodeOf(random: Uint8Array): string {
  return Array.from(random, (byte) => LETTERS[byte % LETTERS.length]).join('');
}

export class Office implements SimOffice {
  readonly #it: OfficeParts;

  constructor(parts: OfficeParts) {
    this.#it = parts;
  }

  async createTerminal(name: string): Promise<{ terminalId: string; pairingCode: string }> {
    const id = this.#newId();
    await this.#change(
      { action: 'terminals/create', subject: { kind: 'terminal', id, name }, after: { name } },
      (tx) => this.#it.rows.insertTerminal(tx, { id, name }),
    );
    return { terminalId: id, pairingCode: await this.createPairingCode(id) };
  }

  async createPairingCode(terminalId: string): Promise<string> {
    const { tenantId, nowMs, makeCode, process } = this.#it;
    const code = makeCode();
    const at = nowMs();
    const codeHash = hashPairingCode(code);
    const times = { nowMs: at, expiresAtMs: at + PAIRING_CODE_LIFE_MS };
    await process().pairing.replaceCode(tenantId, { id: this.#newId(), terminalId, codeHash, ...times });
    return code;
  }

  async revokeTerminal(terminalId: string): Promise<void> {
    const subject = { kind: 'terminal' as const, id: terminalId };
    await this.#change({ action: 'terminals/revoke', subject, after: { state: 'revoked' } }, (tx) =>
      this.#it.rows.setTerminalRevoked(tx, terminalId),
    );
    this.#it.process().assertions.forget(this.#it.tenantId, terminalId);
  }

  async addProduct(product: ProductSeed): Promise<string> {
    const id = this.#newId();
    const { sku, lots } = product;
    await this.#change(
      { action: 'products/create', subject: { kind: 'product', id }, after: { sku } },
      (tx) => this.#it.rows.insertProduct(tx, id, product),
    );
    for (const lot of lots) await this.postDelivery(id, lot);
    return id;
  }

  async changePrice(productId: string, priceTiyin: bigint): Promise<void> {
    await this.#change(priceChange(productId, priceTiyin), (tx) =>
      this.#it.rows.setPrice(tx, productId, priceTiyin),
    );
  }

  async archiveProduct(id: string): Promise<void> {
    const subject = { kind: 'product' as const, id };
    await this.#change({ action: 'products/archive', subject, after: { archived: true } }, (tx) =>
      this.#it.rows.setArchived(tx, id),
    );
  }

  async postDelivery(productId: string, lot: LotSeed): Promise<void> {
    const { tenantId, warehouseId } = this.#it;
    const subject = { kind: 'delivery' as const };
    await this.#change({ action: 'deliveries/post', subject, after: { lineCount: 1 } }, (tx) =>
      receiveLots(tx, { tenantId, warehouseId }, this.#it, [{ id: productId, lots: [lot] }], () =>
        this.#newId(),
      ),
    );
  }

  async suspendEmployee(id: string): Promise<void> {
    const subject = { kind: 'employee' as const, id };
    await this.#change({ action: 'staff/suspend', subject, after: { active: false } }, (tx) =>
      this.#it.rows.setSuspended(tx, id),
    );
  }

  async beginPriceChange(productId: string, priceTiyin: bigint): Promise<OpenChange> {
    const written = Promise.withResolvers<void>();
    const decided = Promise.withResolvers<void>();
    const ended = this.#change(priceChange(productId, priceTiyin), async (tx) => {
      await this.#it.rows.setPrice(tx, productId, priceTiyin);
      written.resolve();
      await decided.promise;
    });
    ended.catch(written.reject);
    await written.promise;
    const outcome = ended.then(
      () => true,
      () => false,
    );
    return {
      commit: () => {
        decided.resolve();
        return outcome;
      },
      abort: async () => {
        decided.reject(new Error('The change was given up'));
        await outcome;
      },
    };
  }

  /** The entry of the log last, as everywhere: from there on every other change of the business waits. */
  async #change(
    entry: Parameters<ServerProcess['audit']['record']>[1],
    work: (tx: KyselyTx) => Promise<void>,
  ): Promise<void> {
    const { db, tenantId, storeId, process } = this.#it;
    await db.withTenant(tenantId, async (tx) => {
      await work(tx);
      await process().audit.record(tx, { ...entry, storeId });
    });
    this.#it.changed?.();
  }

  #newId(): string {
    return uuidV7(this.#it.nowMs(), this.#it.randomBytes(10));
  }
}

function priceChange(id: string, priceTiyin: bigint) {
  const subject = { kind: 'product' as const, id };
  return { action: 'products/edit' as const, subject, after: { priceTiyin: String(priceTiyin) } };
}
