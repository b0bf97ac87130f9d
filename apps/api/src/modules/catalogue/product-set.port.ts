import type { ProductInput } from '@jowi/contracts/http/catalogue';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** Many products at a time, for other features. */
export abstract class ProductSetPort {
  /** One such change of a business at a time; imports wait as well. */
  abstract lock(tx: KyselyTx, tenantId: string): Promise<void>;
  abstract insert(
    tx: KyselyTx,
    tenantId: string,
    products: readonly (ProductInput & { id: string })[],
  ): Promise<void>;
  /** Which of these SKUs and barcodes other products have. */
  abstract findTakenCodes(
    tx: KyselyTx,
    tenantId: string,
    codes: { skus: readonly string[]; barcodes: readonly string[] },
  ): Promise<Set<string>>;
  /** Takes products off sale for good and sets their codes free; the tills learn of it by the feed. */
  abstract retire(tx: KyselyTx, tenantId: string, ids: readonly string[]): Promise<void>;
}
