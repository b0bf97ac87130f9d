import type { DemoData } from '@jowi/contracts/http/guide';
import { businessDateOf } from '@jowi/domain/time';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../../platform/audit/audit-trail.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { KyselyDb } from '../../../platform/db/kysely-db.ts';
import { newId } from '../../../platform/ids/new-id.ts';
import { ProductSetPort } from '../../catalogue/product-set.port.ts';
import { LedgerPort } from '../../ledger/ledger.port.ts';
import { StockPort } from '../../stock/stock.port.ts';
import { DemoDataRepository } from './demo-data.repository.ts';
import { planDemoWipe } from './plan-demo-wipe.ts';

/**
 * Takes the demo goods away again. Facts stay facts: their delivery is reversed rather than deleted, receipts that sold
 * some of them stand as they are. The goods go off sale and out of every list, their codes are free again. What a
 * real delivery brought in since is the shop's own and stays on sale.
 */
@Injectable()
export class WipeDemoDataUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly clock: Clock,
    private readonly demo: DemoDataRepository,
    private readonly products: ProductSetPort,
    private readonly stock: StockPort,
    private readonly ledger: LedgerPort,
    private readonly audit: AuditTrail,
  ) {}

  /** Answers what there was. */
  execute(who: { tenantId: string; employeeId: string }): Promise<DemoData> {
    const { tenantId, employeeId } = who;
    return this.db.withTenant(tenantId, async (tx) => {
      await this.demo.lock(tx, tenantId);
      const standing = await this.demo.count(tx, tenantId);
      const [deliveryId] = await this.demo.listIds(tx, tenantId, 'delivery');
      if (deliveryId === undefined) return standing;
      await this.products.lock(tx, tenantId);
      const productIds = await this.demo.listIds(tx, tenantId, 'product');
      // Also where none of them ever was: a delivery may be bringing the first there just now.
      for (const warehouseId of await this.demo.listWarehouses(tx, tenantId))
        await this.stock.lockLayers(tx, { tenantId, warehouseId }, productIds);
      // After the lock: a delivery that was on its way has arrived.
      const adopted = await this.demo.listAdopted(tx, tenantId);
      const demoOnly = productIds.filter((id) => !adopted.has(id));
      const layers = await this.demo.listOpenLayers(tx, tenantId, {
        deliveryIds: [deliveryId],
        productIds: demoOnly,
      });
      const nowMs = this.clock.nowMs();
      for (const reversal of planDemoWipe(layers, () => newId(nowMs))) {
        const { documentId, warehouseId, costTiyin, postings } = reversal;
        await this.demo.insertReversal(tx, tenantId, {
          id: documentId,
          deliveryId,
          warehouseId,
          employeeId,
          costTiyin,
        });
        this.stock.applyChanges(tx, { tenantId, warehouseId }, reversal.changes);
        this.ledger.post(tx, tenantId, [
          {
            documentKind: 'delivery-reversal',
            documentId,
            businessDate: businessDateOf(nowMs),
            postings,
          },
        ]);
      }
      await this.products.retire(tx, tenantId, demoOnly);
      await this.demo.setWiped(tx, tenantId, [...adopted], nowMs);
      await this.audit.record(tx, {
        action: 'business/demo-wipe',
        subject: { kind: 'business', id: tenantId },
        before: { ...standing },
        after: { products: 0, deliveries: 0, soldProducts: 0, adoptedProducts: 0 },
      });
      return standing;
    });
  }
}
