import type { RegistrationBusiness } from '@jowi/contracts/http/registration';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { builtInRoles } from '../../platform/auth/built-in-roles.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { newId } from '../../platform/ids/new-id.ts';

export interface NewBusiness {
  readonly tenantId: string;
  readonly userId: string;
  readonly phone: string;
  /** Read already: digits only. */
  readonly taxId: string;
  readonly input: RegistrationBusiness;
}

export interface MadeBusiness {
  readonly employeeId: string;
  readonly storeId: string;
}

/** VAT as the fiscal module's own generator takes it; totals down to 100 so'm, because nobody has smaller change. */
const PRICING_POLICY = {
  vatPer: 'line',
  vatRounding: 'floor',
  lineRounding: 'half-up',
  cashRoundingTiyin: '10000',
};

const WAREHOUSE_NAMES = { ru: 'Основной склад', uz: 'Asosiy ombor' } as const;

/** Everything a business has from its first moment on. */
@Injectable()
export class NewBusinessRepository {
  constructor(private readonly db: KyselyDb) {}

  /** Whether this account ever worked anywhere; one that did not is left over from a registration that broke off. */
  async hasWorked(userId: string): Promise<boolean> {
    return this.db.withPerson(userId, async (tx) => (await this.#businessesOf(tx, userId)).length > 0);
  }

  /** Registrations of one phone wait for each other here, until the transaction ends. */
  async lockPhone(tx: KyselyTx, phone: string): Promise<void> {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`register ${phone}`}, 0))`.execute(tx);
  }

  /** The businesses of a person, seen from within the transaction of a new one. */
  async listBusinesses(tx: KyselyTx, userId: string): Promise<string[]> {
    await sql`SELECT set_config('app.user_id', ${userId}, true)`.execute(tx);
    return this.#businessesOf(tx, userId);
  }

  /**
   * Whether one of these businesses, which are hers, has this number: looked at from within the transaction of
   * `tenantId`, which is that business's again afterwards. A second connection could be waited for in vain.
   */
  async hasTaxId(
    tx: KyselyTx,
    tenantId: string,
    ofBusinesses: readonly string[],
    taxId: string,
  ): Promise<boolean> {
    const enter = (id: string) => sql`SELECT set_config('app.tenant_id', ${id}, true)`.execute(tx);
    for (const id of ofBusinesses) {
      await enter(id);
      const found = await tx
        .selectFrom('tenant')
        .select('id')
        .where('id', '=', id)
        .where('tax_id', '=', taxId)
        .executeTakeFirst();
      await enter(tenantId);
      if (found) return true;
    }
    return false;
  }

  async insert(tx: KyselyTx, business: NewBusiness, nowMs: number): Promise<MadeBusiness> {
    const { tenantId, input } = business;
    const { store, language } = input;
    const [employeeId, storeId, warehouseId] = [newId(nowMs), newId(nowMs), newId(nowMs)];
    await tx
      .insertInto('tenant')
      .values({
        id: tenantId,
        name: input.name,
        tax_id: business.taxId,
        kind: input.kind,
        vat_payer: input.vatPayer,
        vat_rates_bps: input.vatPayer ? [1200, 0] : [],
        default_vat_rate_bps: input.vatPayer ? 1200 : null,
        languages: language === 'ru' ? ['ru', 'uz'] : ['uz', 'ru'],
      })
      .execute();
    const roles = builtInRoles(tenantId, nowMs);
    await tx.insertInto('role').values(roles).execute();
    await tx
      .insertInto('store')
      .values({
        tenant_id: tenantId,
        id: storeId,
        name: store.name,
        address: store.address,
        latitude: store.latitude,
        longitude: store.longitude,
        receipt_language: language,
        pricing_policy: JSON.stringify(PRICING_POLICY),
      })
      .execute();
    await tx
      .insertInto('warehouse')
      .values({ tenant_id: tenantId, id: warehouseId, store_id: storeId, name: WAREHOUSE_NAMES[language] })
      .execute();
    await tx
      .insertInto('employee')
      .values({
        tenant_id: tenantId,
        id: employeeId,
        name: input.ownerName,
        phone: business.phone,
        role_id: roles.find(({ kind }) => kind === 'owner')!.id,
        all_stores: true,
        user_id: business.userId,
      })
      .execute();
    return { employeeId, storeId };
  }

  async #businessesOf(tx: KyselyTx, userId: string): Promise<string[]> {
    const rows = await tx.selectFrom('employee').select('tenant_id').where('user_id', '=', userId).execute();
    return rows.map(({ tenant_id }) => tenant_id);
  }
}
