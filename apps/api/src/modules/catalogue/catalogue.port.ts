import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** What other features ask the catalogue. */
export abstract class CataloguePort {
  /** Which of these products the business has, archived ones included. */
  abstract findProductIds(tx: KyselyTx, tenantId: string, ids: readonly string[]): Promise<Set<string>>;
}
