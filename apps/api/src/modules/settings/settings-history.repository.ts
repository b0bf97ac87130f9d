import type { SettingsChange } from '@jowi/contracts/http/settings';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** Whose settings: of the business, or of one store. */
export interface SettingsSubject {
  readonly tenantId: string;
  /** Null = the business. */
  readonly storeId: string | null;
}

export interface NewSettingsVersion {
  readonly id: string;
  readonly version: number;
  readonly event: SettingsChange['event'];
  readonly settings: object;
  readonly returnedTo: number | null;
  readonly changedAtMs: number;
  /** Null: from before there was a history. */
  readonly employeeId: string | null;
}

/** What settings were; rows are added and never changed. */
@Injectable()
export class SettingsHistoryRepository {
  /** Does nothing when that version is written down already. */
  async add(
    tx: KyselyTx,
    { tenantId, storeId }: SettingsSubject,
    version: NewSettingsVersion,
  ): Promise<void> {
    await tx
      .insertInto('settings_version')
      .values({
        tenant_id: tenantId,
        id: version.id,
        store_id: storeId,
        version: version.version,
        event: version.event,
        settings: JSON.stringify(version.settings),
        returned_to: version.returnedTo,
        changed_at: new Date(version.changedAtMs),
        employee_id: version.employeeId,
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'store_id', 'version']).doNothing())
      .execute();
  }

  /** Newest first, below `beforeVersion`. */
  async list(
    tx: KyselyTx,
    subject: SettingsSubject,
    { beforeVersion, limit }: { beforeVersion: number; limit: number },
  ): Promise<SettingsChange[]> {
    // One more than asked for: the last one's `before`.
    const rows = await this.#of(tx, subject)
      .leftJoin('employee as e', (join) =>
        join.onRef('e.tenant_id', '=', 'v.tenant_id').onRef('e.id', '=', 'v.employee_id'),
      )
      .where('v.version', '<', beforeVersion)
      .select([
        'v.version',
        'v.event',
        'v.settings',
        'v.returned_to',
        'v.changed_at',
        'v.employee_id',
        'e.name as employee_name',
      ])
      .orderBy('v.version', 'desc')
      .limit(limit + 1)
      .execute();
    return rows.slice(0, limit).map((row, at) => ({
      version: row.version,
      event: row.event as SettingsChange['event'],
      changedAtMs: row.changed_at.getTime(),
      changedBy: row.employee_id === null ? null : { id: row.employee_id, name: row.employee_name ?? '' },
      returnedTo: row.returned_to,
      before: (rows[at + 1]?.settings as SettingsChange['before'] | undefined) ?? null,
      after: row.settings as SettingsChange['after'],
    }));
  }

  async find(tx: KyselyTx, subject: SettingsSubject, version: number): Promise<unknown> {
    const row = await this.#of(tx, subject)
      .where('v.version', '=', version)
      .select('v.settings')
      .executeTakeFirst();
    return row?.settings ?? null;
  }

  #of(tx: KyselyTx, { tenantId, storeId }: SettingsSubject) {
    return tx
      .selectFrom('settings_version as v')
      .where('v.tenant_id', '=', tenantId)
      .where('v.store_id', storeId === null ? 'is' : '=', storeId);
  }
}
