import type {
  BusinessSettingsView,
  SettingsChange,
  StoreItem,
  StoreSettingsView,
  VatSettings,
} from '@jowi/contracts/http/settings';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { BusinessSettingsRepository } from './business-settings.repository.ts';
import { SettingsHistoryRepository, type SettingsSubject } from './settings-history.repository.ts';
import { StoreSettingsRepository } from './store-settings.repository.ts';
import { storeView } from './store-view.ts';

/** Above every version. */
const FROM_THE_NEWEST = 2_147_483_647;

export interface HistoryPage {
  readonly items: SettingsChange[];
  readonly next: string | null;
}

@Injectable()
export class ReadSettingsUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly business: BusinessSettingsRepository,
    private readonly stores: StoreSettingsRepository,
    private readonly history: SettingsHistoryRepository,
  ) {}

  async getBusiness(person: Person): Promise<BusinessSettingsView> {
    const { tenantId } = person;
    const row = await this.db.withTenant(tenantId, (tx) => this.business.get(tx, tenantId));
    return { ...row, mayChange: managesAll(person) };
  }

  async getVat(person: Person): Promise<VatSettings> {
    const { vatPayer, vatRatesBps, defaultVatRateBps } = (await this.getBusiness(person)).settings;
    return { vatPayer, vatRatesBps, defaultVatRateBps };
  }

  async listStores(person: Person): Promise<{ mayCreate: boolean; items: StoreItem[] }> {
    const { tenantId } = person;
    const items = await this.db.withTenant(tenantId, (tx) => this.stores.list(tx, tenantId));
    return { mayCreate: managesAll(person), items };
  }

  /** @throws ProblemError common/not-found */
  async getStore(tenantId: string, id: string): Promise<StoreSettingsView> {
    return storeView(await this.db.withTenant(tenantId, (tx) => this.stores.get(tx, tenantId, id)));
  }

  /** Newest first. @throws ProblemError common/not-found for a store there is not */
  listHistory(
    subject: SettingsSubject,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<HistoryPage> {
    const { tenantId, storeId } = subject;
    const beforeVersion = /^\d{1,9}$/.test(cursor ?? '') ? Number(cursor) : FROM_THE_NEWEST;
    return this.db.withTenant(tenantId, async (tx) => {
      if (storeId !== null) await this.stores.get(tx, tenantId, storeId);
      const items = await this.history.list(tx, subject, { beforeVersion, limit });
      const last = items.at(-1);
      return { items, next: last && items.length === limit ? String(last.version) : null };
    });
  }
}

/** What holds for the whole business is not for somebody who works in some of its stores only. */
function managesAll({ permissions, storeIds }: Person): boolean {
  return permissions.has('settings/manage') && storeIds === null;
}
