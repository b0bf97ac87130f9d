import type { ConsentSource } from '@jowi/contracts/http/personal-data';
import type { Language } from '@jowi/contracts/scalar';
import type { AnyTx } from '../../platform/db/any-tx.ts';

export interface GivenConsent {
  readonly tenantId: string;
  readonly employeeId: string;
  /** In which she read the text. */
  readonly language: Language;
  readonly source: ConsentSource;
}

/** Permission of a person to keep her data, as she gives it on a form. */
export abstract class ConsentsPort {
  /**
   * Notes that she agreed to the text of today (CONSENT_TEXT_VERSION), when and from where. Late in the transaction in
   * which she becomes an employee or accepts the invitation: it writes to the audit log.
   */
  abstract record(tx: AnyTx, given: GivenConsent): Promise<void>;
}
