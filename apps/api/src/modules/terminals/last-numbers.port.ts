import type { LastNumbers } from '@jowi/contracts/sync/push';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** What a till must not use again; for pairing and for a new epoch. */
export abstract class LastNumbersPort {
  /** Inside the transaction of the till's tenant. */
  abstract getLastNumbers(
    tx: KyselyTx,
    terminal: { readonly tenantId: string; readonly terminalId: string },
  ): Promise<LastNumbers>;
}
