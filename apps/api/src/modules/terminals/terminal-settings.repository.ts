import { zReceiptLines, zStoreLimits, zStoreSettings } from '@jowi/contracts/http/settings';
import { type TerminalSettings, zTerminalSettings } from '@jowi/contracts/sync/pull';
import { linesOnReceipt } from '@jowi/domain/receipt-lines';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { ServerKey } from '../../platform/signing/server-key.ts';
import { TerminalSettingsPort } from './terminal-settings.port.ts';

@Injectable()
export class TerminalSettingsRepository extends TerminalSettingsPort {
  constructor(private readonly key: ServerKey) {
    super();
  }

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
        's.receipt_second_language as secondLanguage',
        's.receipt_header as header',
        's.receipt_footer as footer',
        's.negative_stock as negativeStock',
        's.limits',
        's.phone',
        's.settings_version as storeVersion',
        'b.settings_version as businessVersion',
        'b.vat_payer as vatPayer',
        'b.languages',
      ])
      .executeTakeFirst();
    if (!row) throw new ProblemError('common/not-found');
    const { secondLanguage, header, footer, limits, storeVersion, businessVersion, ...place } = row;
    const languages = zReceiptLanguages.parse([row.receiptLanguage, secondLanguage].filter(Boolean));
    return zTerminalSettings.parse({
      ...place,
      settingsVersion: storeVersion + businessVersion,
      receiptHeader: linesOnReceipt(zReceiptLines.parse(header), languages).join('\n'),
      receiptFooter: linesOnReceipt(zReceiptLines.parse(footer), languages).join('\n'),
      limits: ceilings(limits),
      serverKey: { keyId: this.key.keyId, publicKey: this.key.publicKey },
    });
  }
}

const zReceiptLanguages = zStoreSettings.shape.receiptLanguages;

/** Only those there are: on the wire, what is missing is no ceiling. */
function ceilings(limits: unknown): object {
  const given = zStoreLimits.nullable().parse(limits) ?? {};
  return Object.fromEntries(Object.entries(given).filter(([, limit]) => limit !== null));
}
