import type { Delivery, DeliveryInput, DeliveryPage } from '@jowi/contracts/http/deliveries';
import { Injectable } from '@nestjs/common';
import { type SqlBool, sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';

export type DeliverySummary = DeliveryPage['items'][number];
export type DeliveryToInsert = {
  input: DeliveryInput;
  number: number;
  employeeId: string;
  costTiyin: bigint;
};

@Injectable()
export class DeliveryRepository {
  /** The next number of the business's deliveries; its row stays locked until the transaction ends, so no gaps. */
  async takeNumber(tx: KyselyTx, tenantId: string): Promise<number> {
    const { last_number } = await tx
      .insertInto('document_counter')
      .values({ tenant_id: tenantId, kind: 'delivery', last_number: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'kind'])
          .doUpdateSet({ last_number: sql`document_counter.last_number + 1` }),
      )
      .returning('last_number')
      .executeTakeFirstOrThrow();
    return last_number;
  }

  /** Whoever posts the same document at the same time waits here for the other to finish. */
  async lockDocument(tx: KyselyTx, id: string): Promise<void> {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`delivery ${id}`}, 0))`.execute(tx);
  }

  /**
   * The store of a warehouse; it stays open until this transaction ends.
   *
   * @throws ProblemError common/not-found, settings/store-closed
   */
  async holdStore(tx: KyselyTx, tenantId: string, warehouseId: string): Promise<string> {
    const store = await tx
      .selectFrom('warehouse as w')
      .innerJoin('store as s', (join) =>
        join.onRef('s.tenant_id', '=', 'w.tenant_id').onRef('s.id', '=', 'w.store_id'),
      )
      .select(['s.id', 's.closed_at'])
      .where('w.tenant_id', '=', tenantId)
      .where('w.id', '=', warehouseId)
      .forShare('s')
      .executeTakeFirst();
    if (!store) throw new ProblemError('common/not-found', { field: 'warehouseId' });
    if (store.closed_at !== null) throw new ProblemError('settings/store-closed', { field: 'warehouseId' });
    return store.id;
  }

  async insert(tx: KyselyTx, tenantId: string, delivery: DeliveryToInsert): Promise<void> {
    const { input, number, employeeId, costTiyin } = delivery;
    await tx
      .insertInto('delivery')
      .values({
        tenant_id: tenantId,
        id: input.id,
        number,
        warehouse_id: input.warehouseId,
        supplier_name: input.supplierName,
        document_number: input.documentNumber,
        document_date: input.documentDate,
        employee_id: employeeId,
        cost_tiyin: costTiyin,
        line_count: input.lines.length,
      })
      .execute();
    const { lines } = input;
    await sql`
      INSERT INTO delivery_line (tenant_id, delivery_id, line_no, product_id, qty_milli, cost_tiyin)
      SELECT ${tenantId}, ${input.id}, nth, product_id, qty, cost FROM unnest(
        ${lines.map((l) => l.productId)}::uuid[], ${lines.map((l) => l.qtyMilli)}::bigint[],
        ${lines.map((l) => l.costTiyin)}::bigint[]
      ) WITH ORDINALITY AS l (product_id, qty, cost, nth)`.execute(tx);
    // Tills learn of the goods when this commits.
    await sql`SELECT pg_notify('change', ${tenantId})`.execute(tx);
  }

  async find(tx: KyselyTx, tenantId: string, id: string): Promise<Delivery | null> {
    const head = await summaries(tx, tenantId).where('id', '=', id).executeTakeFirst();
    if (!head) return null;
    const lines = await tx
      .selectFrom('delivery_line as l')
      .innerJoin('product as p', (join) =>
        join.onRef('p.tenant_id', '=', 'l.tenant_id').onRef('p.id', '=', 'l.product_id'),
      )
      .select(['l.product_id', 'p.sku', 'p.name_ru', 'p.name_uz', 'l.qty_milli', 'l.cost_tiyin'])
      .where('l.tenant_id', '=', tenantId)
      .where('l.delivery_id', '=', id)
      .orderBy('l.line_no')
      .execute();
    return {
      ...toSummary(head),
      lines: lines.map((line) => ({
        productId: line.product_id,
        sku: line.sku,
        name: { ru: line.name_ru, uz: line.name_uz },
        qtyMilli: String(line.qty_milli),
        costTiyin: String(line.cost_tiyin),
      })),
    };
  }

  /** Newest first, below a number. */
  async list(
    tx: KyselyTx,
    tenantId: string,
    page: { belowNumber: number | null; limit: number },
  ): Promise<DeliverySummary[]> {
    let query = summaries(tx, tenantId).orderBy('number', 'desc').limit(page.limit);
    // Reversed ones of the demo goods show nothing that is still there.
    query = query.where(sql<SqlBool>`NOT EXISTS (SELECT FROM demo_item d
      WHERE d.tenant_id = delivery.tenant_id AND d.kind = 'delivery' AND d.id = delivery.id AND d.wiped_at IS NOT NULL)`);
    if (page.belowNumber !== null) query = query.where(sql<SqlBool>`number < ${page.belowNumber}`);
    return (await query.execute()).map(toSummary);
  }
}

function summaries(tx: KyselyTx, tenantId: string) {
  return tx
    .selectFrom('delivery')
    .select(['id', 'number', 'supplier_name', 'document_number', 'document_date', 'posted_at'])
    .select(['line_count', 'cost_tiyin', 'warehouse_id'])
    .where('tenant_id', '=', tenantId);
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>['executeTakeFirstOrThrow']>>;

function toSummary(row: SummaryRow): DeliverySummary {
  return {
    id: row.id,
    number: row.number,
    supplierName: row.supplier_name,
    documentNumber: row.document_number,
    documentDate: row.document_date,
    postedAtMs: row.posted_at.getTime(),
    lineCount: row.line_count,
    costTiyin: String(row.cost_tiyin),
    warehouseId: row.warehouse_id,
  };
}
