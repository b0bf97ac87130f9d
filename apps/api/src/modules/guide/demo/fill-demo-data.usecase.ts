import type { DemoData } from '@jowi/contracts/http/guide';
import { businessDateOf } from '@jowi/domain/time';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../../platform/audit/audit-trail.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { KyselyDb } from '../../../platform/db/kysely-db.ts';
import { ProblemError } from '../../../platform/errors/problem-error.ts';
import { newId } from '../../../platform/ids/new-id.ts';
import { ProductSetPort } from '../../catalogue/product-set.port.ts';
import { DeliveryPort } from '../../deliveries/delivery.port.ts';
import { chooseDemoGoods } from './choose-demo-goods.ts';
import { DemoDataRepository } from './demo-data.repository.ts';

const SUPPLIERS = { ru: 'Учебная поставка', uz: 'Oʻquv kirimi' } as const;

/** Goods to practise with, on the shelf by a delivery of their own. Sales are not made up: they come from a till. */
@Injectable()
export class FillDemoDataUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly clock: Clock,
    private readonly demo: DemoDataRepository,
    private readonly products: ProductSetPort,
    private readonly deliveries: DeliveryPort,
    private readonly audit: AuditTrail,
  ) {}

  /** Changes nothing while demo goods stand there already. */
  execute(who: { tenantId: string; employeeId: string }, language: 'ru' | 'uz'): Promise<DemoData> {
    const { tenantId } = who;
    return this.db.withTenant(tenantId, async (tx) => {
      await this.demo.lock(tx, tenantId);
      const standing = await this.demo.count(tx, tenantId);
      if (standing.products > 0) return standing;
      const warehouseId = await this.demo.findWarehouse(tx, tenantId);
      if (warehouseId === null) throw new ProblemError('common/not-found');
      const { kind, isVatPayer } = await this.demo.getBusiness(tx, tenantId);
      const nowMs = this.clock.nowMs();

      await this.products.lock(tx, tenantId);
      const chosen = chooseDemoGoods(kind, isVatPayer);
      const taken = await this.products.findTakenCodes(tx, tenantId, {
        skus: chosen.map(({ product }) => product.sku),
        barcodes: chosen.flatMap(({ product }) => product.barcodes),
      });
      const goods = chosen
        .filter(({ product }) => ![product.sku, ...product.barcodes].some((code) => taken.has(code)))
        .map((good) => ({ ...good, product: { ...good.product, id: newId(nowMs) } }));
      await this.products.insert(
        tx,
        tenantId,
        goods.map(({ product }) => product),
      );
      const deliveryId = newId(nowMs);
      await this.demo.mark(
        tx,
        tenantId,
        [
          ...goods.map(({ product }) => ({ kind: 'product' as const, id: product.id })),
          { kind: 'delivery', id: deliveryId },
        ],
        nowMs,
      );
      await this.deliveries.post(tx, who, {
        id: deliveryId,
        warehouseId,
        supplierName: SUPPLIERS[language],
        documentNumber: '',
        documentDate: businessDateOf(nowMs),
        lines: goods.flatMap(({ product, delivered }) =>
          delivered === null
            ? []
            : [
                {
                  productId: product.id,
                  qtyMilli: String(delivered.qtyMilli),
                  costTiyin: String(delivered.costTiyin),
                },
              ],
        ),
      });
      const filled = await this.demo.count(tx, tenantId);
      await this.audit.record(tx, {
        action: 'business/demo-fill',
        subject: { kind: 'business', id: tenantId },
        after: { products: filled.products, deliveries: filled.deliveries },
      });
      return filled;
    });
  }
}
