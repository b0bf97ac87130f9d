import type { AnyTx } from '../../platform/db/any-tx.ts';

/** What the business lets its products have. */
export abstract class VatRatesPort {
  /** Basis points, beside null (without VAT), which is always allowed. Inside the tenant's transaction. */
  abstract listRatesBps(tx: AnyTx, tenantId: string): Promise<number[]>;
}
