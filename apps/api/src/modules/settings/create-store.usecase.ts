import { type StoreCreate, type StoreSettings, type StoreSettingsView } from '@jowi/contracts/http/settings';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { BusinessSettingsRepository } from './business-settings.repository.ts';
import { SettingsLog } from './settings-log.ts';
import { checkStore, normaliseStore, refuse } from './settings-rules.ts';
import { StoreSettingsRepository } from './store-settings.repository.ts';
import { storeView } from './store-view.ts';

type Habits = Omit<StoreSettings, 'name' | 'address' | 'phone' | 'latitude' | 'longitude'>;

/** How shops here do it: VAT and cash rounded down, the cash to whole hundreds of so'm. */
const USUAL: Habits = {
  receiptLanguages: ['uz'],
  paperMm: 80,
  receiptHeader: { ru: [], uz: [] },
  receiptFooter: { ru: [], uz: [] },
  policy: { vatPer: 'line', vatRounding: 'floor', lineRounding: 'half-up', cashRoundingTiyin: '10000' },
  negativeStock: 'warn',
  limits: null,
};

/** A further store with its main warehouse; how it sells is taken over from another one, if wished. */
@Injectable()
export class CreateStoreUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly business: BusinessSettingsRepository,
    private readonly stores: StoreSettingsRepository,
    private readonly log: SettingsLog,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError auth/forbidden, common/not-found (likeStoreId), settings/store-name-taken */
  execute(person: Person, { likeStoreId, ...place }: StoreCreate): Promise<StoreSettingsView> {
    const { tenantId, employeeId } = person;
    if (person.storeIds !== null) throw new ProblemError('auth/forbidden');
    const nowMs = this.clock.nowMs();
    return this.db.withTenant(tenantId, async (tx) => {
      await this.business.lock(tx, tenantId);
      const settings = normaliseStore({ ...(await this.#habits(tx, tenantId, likeStoreId)), ...place });
      refuse(checkStore(settings));
      const { name } = settings;
      if ((await this.stores.findOpenByName(tx, tenantId, name)) !== null)
        throw new ProblemError('settings/store-name-taken', { params: { name }, field: 'name' });
      const store = { id: newId(nowMs), version: 1, isClosed: false, settings };
      await this.stores.insert(tx, tenantId, { ...store, warehouseId: newId(nowMs) });
      const change = { action: 'stores/create', event: 'create', employeeId, name } as const;
      await this.log.write(tx, { tenantId, storeId: store.id }, { ...change, before: null, after: store });
      return storeView(store);
    });
  }

  async #habits(tx: KyselyTx, tenantId: string, likeStoreId: string | undefined): Promise<Habits> {
    return likeStoreId === undefined ? USUAL : (await this.stores.get(tx, tenantId, likeStoreId)).settings;
  }
}
