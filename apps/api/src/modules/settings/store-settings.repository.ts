import { type StoreItem, type StoreSettings, zStoreSettings } from '@jowi/contracts/http/settings';
import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import type { Database, KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';

export interface StoreRow {
  readonly id: string;
  readonly version: number;
  readonly isClosed: boolean;
  readonly settings: StoreSettings;
}

/** Stores as people set them up. Row security leaves out those a person does not work in. */
@Injectable()
export class StoreSettingsRepository {
  async list(tx: KyselyTx, tenantId: string): Promise<StoreItem[]> {
    const rows = await tx
      .selectFrom('store as s')
      .where('s.tenant_id', '=', tenantId)
      .select((eb) => [
        's.id',
        's.name',
        's.address',
        's.closed_at',
        's.settings_version as version',
        eb
          .selectFrom('terminal as t')
          .whereRef('t.tenant_id', '=', 's.tenant_id')
          .whereRef('t.store_id', '=', 's.id')
          .where('t.state', '<>', 'revoked')
          .select((e) => e.fn.countAll<bigint>().as('count'))
          .as('tills'),
      ])
      .orderBy((eb) => eb('s.closed_at', 'is not', null))
      .orderBy('s.name')
      .orderBy('s.id')
      .execute();
    return rows.map(({ id, name, address, version, closed_at, tills }) => ({
      id,
      name,
      address,
      version,
      isClosed: closed_at !== null,
      tillCount: Number(tills ?? 0),
    }));
  }

  /** @throws ProblemError common/not-found */
  async get(tx: KyselyTx, tenantId: string, id: string): Promise<StoreRow> {
    return found(await this.#select(tx, tenantId, id).executeTakeFirst());
  }

  /** As `get`; nobody else changes it until this transaction ends. */
  async lock(tx: KyselyTx, tenantId: string, id: string): Promise<StoreRow> {
    return found(await this.#select(tx, tenantId, id).forNoKeyUpdate().executeTakeFirst());
  }

  /** The id of another open store with this name, whatever its case. */
  async findOpenByName(tx: KyselyTx, tenantId: string, name: string): Promise<string | null> {
    const row = await tx
      .selectFrom('store')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('closed_at', 'is', null)
      .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', name.toLowerCase()))
      .executeTakeFirst();
    return row?.id ?? null;
  }

  async insert(
    tx: KyselyTx,
    tenantId: string,
    store: { id: string; warehouseId: string; settings: StoreSettings },
  ): Promise<void> {
    const { id, warehouseId, settings } = store;
    await tx
      .insertInto('store')
      .values({ tenant_id: tenantId, id, ...columnsOf(settings) })
      .execute();
    await tx
      .insertInto('warehouse')
      .values({ tenant_id: tenantId, id: warehouseId, store_id: id, name: settings.name })
      .execute();
  }

  async update(
    tx: KyselyTx,
    tenantId: string,
    { id, version, settings }: Pick<StoreRow, 'id' | 'version' | 'settings'>,
  ): Promise<void> {
    await tx
      .updateTable('store')
      .set({ ...columnsOf(settings), settings_version: version })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
  }

  async setClosed(
    tx: KyselyTx,
    tenantId: string,
    { id, version, closedAtMs }: { id: string; version: number; closedAtMs: number | null },
  ): Promise<void> {
    await tx
      .updateTable('store')
      .set({ closed_at: closedAtMs === null ? null : new Date(closedAtMs), settings_version: version })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
  }

  #select(tx: KyselyTx, tenantId: string, id: string) {
    return tx.selectFrom('store').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id);
  }
}

type Selected = Selectable<Database['store']> | undefined;

function found(row: Selected): StoreRow {
  if (!row) throw new ProblemError('common/not-found');
  return {
    id: row.id,
    version: row.settings_version,
    isClosed: row.closed_at !== null,
    settings: zStoreSettings.parse({
      name: row.name,
      address: row.address,
      phone: row.phone,
      latitude: row.latitude,
      longitude: row.longitude,
      receiptLanguages: [row.receipt_language, row.receipt_second_language].filter((it) => it !== null),
      paperMm: row.paper_mm,
      receiptHeader: row.receipt_header,
      receiptFooter: row.receipt_footer,
      policy: row.pricing_policy,
      negativeStock: row.negative_stock,
      limits: row.limits,
    }),
  };
}

function columnsOf(settings: StoreSettings) {
  const [receiptLanguage = 'ru', secondLanguage = null] = settings.receiptLanguages;
  return {
    name: settings.name,
    address: settings.address,
    phone: settings.phone,
    latitude: settings.latitude,
    longitude: settings.longitude,
    receipt_language: receiptLanguage,
    receipt_second_language: secondLanguage,
    paper_mm: settings.paperMm,
    receipt_header: JSON.stringify(settings.receiptHeader),
    receipt_footer: JSON.stringify(settings.receiptFooter),
    pricing_policy: JSON.stringify(settings.policy),
    negative_stock: settings.negativeStock,
    limits: settings.limits && JSON.stringify(settings.limits),
  };
}
