import type { LastNumbers } from '@jowi/contracts/sync/push';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { SalesPort } from '../sales/sales.port.ts';
import { ShiftsPort } from '../shifts/shifts.port.ts';
import { LastNumbersPort } from './last-numbers.port.ts';

/** The highest numbers in the books of one terminal, whatever epoch they came from. */
@Injectable()
export class GetLastNumbersUseCase extends LastNumbersPort {
  constructor(
    private readonly sales: SalesPort,
    private readonly shifts: ShiftsPort,
  ) {
    super();
  }

  override async getLastNumbers(
    tx: KyselyTx,
    terminal: { readonly tenantId: string; readonly terminalId: string },
  ): Promise<LastNumbers> {
    const receipt = await this.sales.getLastReceiptNumber(tx, terminal);
    const shift = await this.shifts.getLastShiftNumber(tx, terminal);
    return { receipt, shift };
  }
}
