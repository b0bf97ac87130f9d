import type { Delivery, DeliveryInput } from '@jowi/contracts/http/deliveries';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** Who takes the goods in. */
export interface DeliveryPoster {
  readonly tenantId: string;
  readonly employeeId: string;
}

/** What other features do with deliveries. */
export abstract class DeliveryPort {
  /** Takes goods into stock inside a transaction of the caller's; the audit log is locked from here on. */
  abstract post(tx: KyselyTx, who: DeliveryPoster, input: DeliveryInput): Promise<Delivery>;
}
