import type { TerminalSettings } from '@jowi/contracts/sync/pull';
import { zTerminalSettings } from '@jowi/contracts/sync/pull';
import { AssertionUseRepository } from '../../../src/modules/sync/assertion-use.repository.ts';
import { TerminalSettingsPort } from '../../../src/modules/terminals/terminal-settings.port.ts';
import type { TerminalAssertion, TerminalIdentity } from '../../../src/platform/auth/access.ts';
import {
  type TerminalKey,
  TerminalKeysRepository,
} from '../../../src/platform/auth/terminal-keys.repository.ts';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import { ProblemError } from '../../../src/platform/errors/problem-error.ts';
import { PRICING_POLICY, SERVER_KEY, STORE_PLACE } from '../seeds.ts';
import { type MemoryDb, memoryTx } from './memory-db.ts';
import { keyOf } from './tables.ts';

export class MemoryTerminalSettings extends TerminalSettingsPort {
  override getSettings(
    tx: KyselyTx,
    { terminalId }: { readonly terminalId: string },
  ): Promise<TerminalSettings> {
    const it = memoryTx(tx);
    const { terminal, store, business } = it.database.tables;
    return it.send(() => {
      const row = it.get(terminal, terminalId);
      if (!row) throw new ProblemError('common/not-found');
      const [place, owner] = [it.get(store, row.storeId)!, it.get(business, '')!];
      return zTerminalSettings.parse({
        ...{ terminalId, terminalName: row.name, tenantId: row.tenantId, warehouseId: row.warehouseId },
        ...{ businessName: owner.name, taxId: owner.taxId, storeId: place.id, storeName: place.name },
        ...{ ...STORE_PLACE, policy: PRICING_POLICY, receiptLanguage: 'ru', phone: null, settingsVersion: 2 },
        ...{ receiptHeader: '', receiptFooter: '', negativeStock: place.negativeStock, limits: {} },
        ...{ vatPayer: true, languages: ['uz', 'ru'] },
        serverKey: { keyId: SERVER_KEY.keyId, publicKey: SERVER_KEY.publicKey },
      });
    });
  }
}

export class MemoryTerminalKeys extends TerminalKeysRepository {
  readonly #db: MemoryDb;

  constructor(db: MemoryDb) {
    super(db);
    this.#db = db;
  }

  /** A single look-up: no crash point of its own. */
  override async find(tenantId: string, terminalId: string): Promise<TerminalKey | null> {
    const row = this.#db.database.tables.terminal.visibleTo(tenantId).get(terminalId);
    if (!row) return null;
    const { storeId, warehouseId, state, publicKey } = row;
    return { storeId, warehouseId, state, publicKey };
  }

  /** When a till was last heard of is no fact of the books. */
  override async saveLastSeen(): Promise<void> {}
}

export class MemoryAssertionUse extends AssertionUseRepository {
  override take(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalIdentity,
    { jti, expiresAtMs }: TerminalAssertion,
    nowMs: number,
  ): Promise<boolean> {
    const it = memoryTx(tx);
    const { assertionUse } = it.database.tables;
    return it.send(async () => {
      for (const row of it.all(assertionUse))
        if (row.terminalId === terminalId && row.expiresAtMs < nowMs)
          await it.update(assertionUse, keyOf(terminalId, row.jti), () => null);
      const key = keyOf(terminalId, jti);
      // Another transaction that uses it now decides by how it ends.
      await it.lock(assertionUse, key);
      if (it.get(assertionUse, key)) return false;
      await it.insert(assertionUse, { tenantId, terminalId, jti, expiresAtMs });
      return true;
    });
  }
}
