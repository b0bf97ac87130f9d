import type { Guide } from '@jowi/contracts/http/guide';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

export type GuideFacts = Omit<Guide, 'demo'>;

@Injectable()
export class GuideRepository {
  /** What is there of a shop that can sell: real goods, somebody with a PIN, a till, a receipt. */
  async read(tx: KyselyTx, tenantId: string, employeeId: string): Promise<GuideFacts> {
    const isDemo = (kind: string, id: ReturnType<typeof sql>) =>
      sql`EXISTS (SELECT FROM demo_item d WHERE d.tenant_id = ${tenantId} AND d.kind = ${kind} AND d.id = ${id})`;
    const { rows } = await sql<{
      goods: boolean;
      delivery: boolean;
      pin: boolean;
      till: boolean;
      first_sale: bigint | null;
      hidden: boolean;
    }>`
      SELECT
        EXISTS (SELECT FROM product p WHERE p.tenant_id = ${tenantId} AND NOT p.archived
          AND NOT ${isDemo('product', sql`p.id`)}) AS goods,
        EXISTS (SELECT FROM delivery v WHERE v.tenant_id = ${tenantId} AND NOT ${isDemo('delivery', sql`v.id`)}) AS delivery,
        EXISTS (SELECT FROM employee e WHERE e.tenant_id = ${tenantId} AND e.active AND e.pin_hash IS NOT NULL) AS pin,
        EXISTS (SELECT FROM terminal t WHERE t.tenant_id = ${tenantId} AND t.state = 'active') AS till,
        -- ids of receipts grow with time
        (SELECT occurred_at_ms FROM receipt WHERE tenant_id = ${tenantId} ORDER BY id LIMIT 1) AS first_sale,
        coalesce((SELECT hidden FROM guide_choice WHERE tenant_id = ${tenantId} AND employee_id = ${employeeId}), false) AS hidden`.execute(
      tx,
    );
    const row = rows[0]!;
    return {
      done: {
        goods: row.goods,
        delivery: row.delivery,
        pin: row.pin,
        till: row.till,
        sale: row.first_sale !== null,
      },
      hidden: row.hidden,
      firstSaleAtMs: row.first_sale === null ? null : Number(row.first_sale),
    };
  }

  async setHidden(tx: KyselyTx, tenantId: string, employeeId: string, hidden: boolean): Promise<void> {
    await tx
      .insertInto('guide_choice')
      .values({ tenant_id: tenantId, employee_id: employeeId, hidden })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'employee_id']).doUpdateSet({ hidden }))
      .execute();
  }
}
