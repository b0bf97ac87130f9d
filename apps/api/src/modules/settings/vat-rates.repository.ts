import { Injectable } from '@nestjs/common';
import { type AnyTx, runSql } from '../../platform/db/any-tx.ts';
import { VatRatesPort } from './vat-rates.port.ts';

@Injectable()
export class VatRatesRepository extends VatRatesPort {
  override async listRatesBps(tx: AnyTx, tenantId: string): Promise<number[]> {
    const rows = await runSql<{ rate: number }>(
      tx,
      'SELECT unnest(vat_rates_bps) AS rate FROM tenant WHERE id = $1::uuid',
      [tenantId],
    );
    return rows.map(({ rate }) => Number(rate));
  }
}
