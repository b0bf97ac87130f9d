import { isDeepStrictEqual } from 'node:util';
import {
  type BusinessSettings,
  type BusinessSettingsUpdate,
  type BusinessSettingsView,
  type SettingsReturn,
  zBusinessSettings,
} from '@jowi/contracts/http/settings';
import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/auth/access.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { BusinessSettingsRepository } from './business-settings.repository.ts';
import { SettingsHistoryRepository } from './settings-history.repository.ts';
import { SettingsLog } from './settings-log.ts';
import { checkAuthority, checkBusiness, normaliseBusiness, refuse } from './settings-rules.ts';

/** Changes what holds for the whole business: not for somebody who works in some of its stores only. */
@Injectable()
export class SaveBusinessSettingsUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly repository: BusinessSettingsRepository,
    private readonly history: SettingsHistoryRepository,
    private readonly log: SettingsLog,
  ) {}

  /** @throws ProblemError auth/forbidden, settings/version-conflict, settings/* and business/* with `details` by field */
  execute(person: Person, { version, settings }: BusinessSettingsUpdate): Promise<BusinessSettingsView> {
    return this.#change(person, version, async () => ({ settings, returnedTo: null }));
  }

  /** The settings of an older version become the newest. @throws also common/not-found, settings/return-outdated */
  returnTo(person: Person, { version, to }: SettingsReturn): Promise<BusinessSettingsView> {
    return this.#change(person, version, async (tx) => {
      const old = await this.history.find(tx, { tenantId: person.tenantId, storeId: null }, to);
      if (old === null) throw new ProblemError('common/not-found');
      const settings = zBusinessSettings.safeParse(old);
      // Written before a setting was added that has to be chosen.
      if (!settings.success) throw new ProblemError('settings/return-outdated');
      return { settings: settings.data, returnedTo: to };
    });
  }

  #change(
    { tenantId, employeeId, storeIds, permissions }: Person,
    version: number,
    choose: (tx: KyselyTx) => Promise<{ settings: BusinessSettings; returnedTo: number | null }>,
  ): Promise<BusinessSettingsView> {
    if (storeIds !== null) throw new ProblemError('auth/forbidden');
    return this.db.withTenant(tenantId, async (tx) => {
      const before = await this.repository.lock(tx, tenantId);
      if (before.version !== version) throw new ProblemError('settings/version-conflict');
      const { settings: chosen, returnedTo } = await choose(tx);
      const settings = normaliseBusiness(chosen);
      refuse(checkBusiness(settings));
      if (!permissions.has('roles/manage')) refuse(checkAuthority(before.settings, settings));
      if (isDeepStrictEqual(settings, before.settings)) return { ...before, mayChange: true };
      const after = { version: version + 1, settings };
      await this.repository.update(tx, tenantId, after);
      await this.log.write(
        tx,
        { tenantId, storeId: null },
        {
          action: 'settings/change',
          event: returnedTo === null ? 'change' : 'return',
          employeeId,
          name: settings.name,
          before,
          after,
          ...(returnedTo !== null && { returnedTo }),
        },
      );
      return { ...after, mayChange: true };
    });
  }
}
