import { isDeepStrictEqual } from 'node:util';
import {
  type SettingsReturn,
  type StoreSettings,
  type StoreSettingsUpdate,
  type StoreSettingsView,
  zStoreSettings,
} from '@jowi/contracts/http/settings';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { BusinessSettingsRepository } from './business-settings.repository.ts';
import { SettingsHistoryRepository } from './settings-history.repository.ts';
import { SettingsLog } from './settings-log.ts';
import { checkStore, normaliseStore, refuse } from './settings-rules.ts';
import { StoreSettingsRepository } from './store-settings.repository.ts';
import { storeView } from './store-view.ts';

/** Changes what holds for one store and its tills; row security keeps those of other stores out. */
@Injectable()
export class SaveStoreSettingsUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly business: BusinessSettingsRepository,
    private readonly stores: StoreSettingsRepository,
    private readonly history: SettingsHistoryRepository,
    private readonly log: SettingsLog,
  ) {}

  /**
   * @throws ProblemError common/not-found, settings/version-conflict, settings/store-closed, settings/store-name-taken,
   *   settings/* with `details` by field
   */
  execute(person: Person, id: string, update: StoreSettingsUpdate): Promise<StoreSettingsView> {
    const { version, settings } = update;
    return this.#change(person, id, version, async () => ({ settings, returnedTo: null }));
  }

  /** The settings of an older version become the newest. @throws also settings/return-outdated */
  returnTo(person: Person, id: string, { version, to }: SettingsReturn): Promise<StoreSettingsView> {
    return this.#change(person, id, version, async (tx) => {
      const old = await this.history.find(tx, { tenantId: person.tenantId, storeId: id }, to);
      if (old === null) throw new ProblemError('common/not-found');
      const settings = zStoreSettings.safeParse(old);
      // Written before a setting was added that has to be chosen.
      if (!settings.success) throw new ProblemError('settings/return-outdated');
      return { settings: settings.data, returnedTo: to };
    });
  }

  #change(
    { tenantId, employeeId }: Person,
    id: string,
    version: number,
    choose: (tx: KyselyTx) => Promise<{ settings: StoreSettings; returnedTo: number | null }>,
  ): Promise<StoreSettingsView> {
    return this.db.withTenant(tenantId, async (tx) => {
      // The business's row first: names of stores are given one at a time.
      await this.business.lock(tx, tenantId);
      const before = await this.stores.lock(tx, tenantId, id);
      if (before.isClosed) throw new ProblemError('settings/store-closed');
      if (before.version !== version) throw new ProblemError('settings/version-conflict');
      const { settings: chosen, returnedTo } = await choose(tx);
      const settings = normaliseStore(chosen);
      refuse(checkStore(settings));
      if (isDeepStrictEqual(settings, before.settings)) return storeView(before);
      const { name } = settings;
      const sameName = await this.stores.findOpenByName(tx, tenantId, name);
      if (sameName !== null && sameName !== id)
        throw new ProblemError('settings/store-name-taken', { params: { name }, field: 'settings.name' });
      const after = { ...before, version: version + 1, settings };
      await this.stores.update(tx, tenantId, after);
      await this.log.write(
        tx,
        { tenantId, storeId: id },
        {
          action: 'stores/edit',
          event: returnedTo === null ? 'change' : 'return',
          employeeId,
          name,
          before,
          after,
          ...(returnedTo !== null && { returnedTo }),
        },
      );
      return storeView(after);
    });
  }
}
