import type { AuditAction, AuditActorKind, AuditSubjectKind } from '@jowi/contracts/audit';

/** Who did it. */
export interface AuditActor {
  readonly kind: AuditActorKind;
  /** Of the employee, the account or the terminal; null for the server itself. */
  readonly id: string | null;
}

/** What one change is, as a use case tells it. Write it last in the transaction: see AuditTrail.record. */
export interface AuditEntry {
  readonly action: AuditAction;
  readonly subject: {
    readonly kind: AuditSubjectKind;
    readonly id?: string | null;
    /** As people call it: SKU and name, number of a document. */
    readonly name?: string | null;
  };
  /**
   * The subject's fields before and after, plain data in the units of the wire (`priceTiyin: '1200000'`). With both,
   * only what differs is kept. Leave out what was not there (created: no `before`).
   */
  readonly before?: object | null;
  readonly after?: object | null;
  /** The store it belongs to; people who are limited to stores read entries of theirs only. */
  readonly storeId?: string | null;
  /** When it is not the one who asks: signing in, a job. */
  readonly actor?: AuditActor;
}
