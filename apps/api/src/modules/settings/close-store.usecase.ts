import type { StoreSettingsView } from '@jowi/contracts/http/settings';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { BusinessSettingsRepository } from './business-settings.repository.ts';
import { SettingsLog } from './settings-log.ts';
import { type StoreRow, StoreSettingsRepository } from './store-settings.repository.ts';
import { storeView } from './store-view.ts';

/** A store that is given up keeps its books and takes no till any more; it can be opened again. */
@Injectable()
export class CloseStoreUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly business: BusinessSettingsRepository,
    private readonly stores: StoreSettingsRepository,
    private readonly log: SettingsLog,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ProblemError auth/forbidden, common/not-found, settings/version-conflict, settings/store-last,
   *   settings/store-has-tills
   */
  close(person: Person, id: string, version: number): Promise<StoreSettingsView> {
    return this.#set(person, id, version, true, async (tx) => {
      const stores = await this.stores.list(tx, person.tenantId);
      if (!stores.some((store) => store.id !== id && !store.isClosed))
        throw new ProblemError('settings/store-last');
      const count = stores.find((store) => store.id === id)?.tillCount ?? 0;
      if (count > 0) throw new ProblemError('settings/store-has-tills', { params: { count } });
    });
  }

  /** @throws ProblemError auth/forbidden, common/not-found, settings/version-conflict, settings/store-name-taken */
  reopen(person: Person, id: string, version: number): Promise<StoreSettingsView> {
    return this.#set(person, id, version, false, async (tx, { settings: { name } }) => {
      if ((await this.stores.findOpenByName(tx, person.tenantId, name)) !== null)
        throw new ProblemError('settings/store-name-taken', { params: { name } });
    });
  }

  #set(
    { tenantId, employeeId, storeIds }: Person,
    id: string,
    version: number,
    isClosed: boolean,
    check: (tx: KyselyTx, store: StoreRow) => Promise<void>,
  ): Promise<StoreSettingsView> {
    if (storeIds !== null) throw new ProblemError('auth/forbidden');
    return this.db.withTenant(tenantId, async (tx) => {
      await this.business.lock(tx, tenantId);
      const before = await this.stores.lock(tx, tenantId, id);
      if (before.version !== version) throw new ProblemError('settings/version-conflict');
      if (before.isClosed === isClosed) return storeView(before);
      await check(tx, before);
      const after = { ...before, version: version + 1, isClosed };
      const closedAtMs = isClosed ? this.clock.nowMs() : null;
      await this.stores.setClosed(tx, tenantId, { id, version: after.version, closedAtMs });
      const words = isClosed
        ? ({ action: 'stores/close', event: 'close' } as const)
        : ({ action: 'stores/reopen', event: 'reopen' } as const);
      const change = { ...words, employeeId, name: before.settings.name, before, after };
      await this.log.write(tx, { tenantId, storeId: id }, change);
      return storeView(after);
    });
  }
}
