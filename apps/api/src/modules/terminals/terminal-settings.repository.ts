import { type TerminalSettings, zTerminalSettings } from '@jowi/contracts/sync/pull';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { TerminalSettingsPort } from './terminal-settings.port.ts';

@Injectable()
export class TerminalSettingsRepository extends TerminalSettingsPort {
  override async getSettings(
    tx: KyselyTx,
    { terminalId }: { readonly terminalId: string },
  ): Promise<TerminalSettings> {
    const row = await tx
      .selectFrom('terminal as t')
      .innerJoin('store as s', (join) =>
        join.onRef('s.tenant_id', '=', 't.tenant_id').onRef('s.id', '=', 't.store_id'),
      )
      .innerJoin('tenant as b', 'b.id', 't.tenant_id')
      .where('t.id', '=', terminalId)
      .select([
        't.id as terminalId',
        't.name as terminalName',
        't.tenant_id as tenantId',
        'b.name as businessName',
        'b.tax_id as taxId',
        's.id as storeId',
        's.name as storeName',
        's.address',
        's.latitude',
        's.longitude',
        't.warehouse_id as warehouseId',
        's.pricing_policy as policy',
        's.receipt_language as receiptLanguage',
      ])
      .executeTakeFirst();
    if (!row) throw new ProblemError('common/not-found');
    return zTerminalSettings.parse(row);
  }
}
