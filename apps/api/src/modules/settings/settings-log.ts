import type { AuditAction } from '@jowi/contracts/audit';
import type { SettingsChange } from '@jowi/contracts/http/settings';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { Clock } from '../../platform/clock/clock.ts';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { SettingsHistoryRepository, type SettingsSubject } from './settings-history.repository.ts';

interface Settled {
  readonly version: number;
  readonly settings: object;
  /** Of a store. */
  readonly isClosed?: boolean;
}

export interface LoggedChange {
  readonly action: AuditAction;
  readonly event: SettingsChange['event'];
  readonly employeeId: string;
  /** As people call the business or the store. */
  readonly name: string;
  /** Null: made just now. */
  readonly before: Settled | null;
  readonly after: Settled;
  readonly returnedTo?: number;
}

/** Writes a change of settings down twice: as a version to return to, and in the audit log. */
@Injectable()
export class SettingsLog {
  constructor(
    private readonly history: SettingsHistoryRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The last thing in the transaction of the change. */
  async write(tx: KyselyTx, subject: SettingsSubject, change: LoggedChange): Promise<void> {
    const { before, after, event, employeeId, returnedTo } = change;
    const changedAtMs = this.clock.nowMs();
    // The version before is missing when the business or the store was made by other means than these routes.
    if (before) {
      await this.history.add(tx, subject, {
        version: before.version,
        settings: before.settings,
        id: newId(changedAtMs),
        event: 'create',
        returnedTo: null,
        changedAtMs,
        employeeId: null,
      });
    }
    await this.history.add(tx, subject, {
      version: after.version,
      settings: after.settings,
      id: newId(changedAtMs),
      event,
      returnedTo: returnedTo ?? null,
      changedAtMs,
      employeeId,
    });
    await this.audit.record(tx, {
      action: change.action,
      subject: {
        kind: subject.storeId === null ? 'business' : 'store',
        id: subject.storeId ?? subject.tenantId,
        name: change.name,
      },
      storeId: subject.storeId,
      before: before && readable(before),
      after: readable(after),
    });
  }
}

function readable({ version, settings, isClosed }: Settled): object {
  return { ...settings, ...(isClosed !== undefined && { isClosed }), version };
}
