import { type BusinessSettings, zBusinessSettings } from '@jowi/contracts/http/settings';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

export interface BusinessRow {
  readonly version: number;
  readonly settings: BusinessSettings;
}

/** The business's own row, which every tenant has. */
@Injectable()
export class BusinessSettingsRepository {
  async get(tx: KyselyTx, tenantId: string): Promise<BusinessRow> {
    return toRow(await this.#select(tx, tenantId).executeTakeFirstOrThrow());
  }

  /** Nobody else changes it until this transaction ends; sales go on. */
  async lock(tx: KyselyTx, tenantId: string): Promise<BusinessRow> {
    return toRow(await this.#select(tx, tenantId).forNoKeyUpdate().executeTakeFirstOrThrow());
  }

  async update(tx: KyselyTx, tenantId: string, { version, settings }: BusinessRow): Promise<void> {
    await tx
      .updateTable('tenant')
      .set({
        name: settings.name,
        legal_name: settings.legalName,
        tax_id: settings.taxId,
        kind: settings.kind,
        vat_payer: settings.vatPayer,
        vat_rates_bps: settings.vatRatesBps,
        default_vat_rate_bps: settings.defaultVatRateBps,
        languages: settings.languages,
        second_factor_required: settings.secondFactorRequired,
        settings_version: version,
      })
      .where('id', '=', tenantId)
      .execute();
  }

  #select(tx: KyselyTx, tenantId: string) {
    return tx
      .selectFrom('tenant')
      .where('id', '=', tenantId)
      .select([
        'name',
        'legal_name as legalName',
        'tax_id as taxId',
        'kind',
        'vat_payer as vatPayer',
        'vat_rates_bps as vatRatesBps',
        'default_vat_rate_bps as defaultVatRateBps',
        'languages',
        'second_factor_required as secondFactorRequired',
        'settings_version as version',
      ]);
  }
}

function toRow({ version, ...settings }: { version: number } & Record<keyof BusinessSettings, unknown>) {
  return { version, settings: zBusinessSettings.parse(settings) };
}
