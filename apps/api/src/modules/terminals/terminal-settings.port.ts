import type { TerminalSettings } from '@jowi/contracts/sync/pull';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** What a till must know of its own place; for pairing and for every pull. */
export abstract class TerminalSettingsPort {
  /**
   * Inside the transaction of the till's tenant.
   * @throws ProblemError common/not-found
   */
  abstract getSettings(tx: KyselyTx, terminal: { readonly terminalId: string }): Promise<TerminalSettings>;
}
