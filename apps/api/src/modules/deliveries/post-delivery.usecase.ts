import type { Delivery, DeliveryInput } from '@jowi/contracts/http/deliveries';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { readDate } from '../../platform/http/read-date.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { CataloguePort } from '../catalogue/catalogue.port.ts';
import { LedgerPort } from '../ledger/ledger.port.ts';
import { StockPort } from '../stock/stock.port.ts';
import { DeliveryPort, type DeliveryPoster } from './delivery.port.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { planDelivery } from './plan-delivery.ts';

/** More than any shop buys at once, and far from where the books' numbers end. */
const MAX_COST_TIYIN = 10_000_000_000_000_000n;
const MAX_QTY_MILLI = 1_000_000_000_000n;

/** Takes goods into stock: document, lots, movements, balances and postings in one transaction. */
@Injectable()
export class PostDeliveryUseCase extends DeliveryPort {
  constructor(
    private readonly db: KyselyDb,
    private readonly clock: Clock,
    private readonly deliveries: DeliveryRepository,
    private readonly catalogue: CataloguePort,
    private readonly stock: StockPort,
    private readonly ledger: LedgerPort,
    private readonly audit: AuditTrail,
  ) {
    super();
  }

  /**
   * Repeating a delivery answers what it answered the first time, for ever.
   *
   * @throws ProblemError common/conflict when this id was posted with other contents, common/not-found for an unknown
   *   warehouse, settings/store-closed, deliveries/product-unknown (row from 1) at its field
   */
  execute(who: DeliveryPoster, given: DeliveryInput): Promise<Delivery> {
    return this.db.withTenant(who.tenantId, (tx) => this.post(tx, who, given));
  }

  override async post(tx: KyselyTx, who: DeliveryPoster, given: DeliveryInput): Promise<Delivery> {
    const { tenantId } = who;
    const input = checked(given);
    await this.deliveries.lockDocument(tx, input.id);
    const posted = await this.deliveries.find(tx, tenantId, input.id);
    if (posted) return replay(posted, input);
    const storeId = await this.deliveries.holdStore(tx, tenantId, input.warehouseId);
    await this.#refuseUnknown(tx, tenantId, input);

    const place = { tenantId, warehouseId: input.warehouseId };
    const stock = await this.stock.lockLayers(
      tx,
      place,
      input.lines.map((line) => line.productId),
    );
    const number = await this.deliveries.takeNumber(tx, tenantId);
    const nowMs = this.clock.nowMs();
    const plan = planDelivery(input, String(number), stock, () => newId(nowMs));
    const { costTiyin } = plan;
    await this.deliveries.insert(tx, tenantId, { input, number, employeeId: who.employeeId, costTiyin });
    this.stock.applyChanges(tx, place, plan.changes);
    const document = { documentId: input.id, businessDate: input.documentDate };
    this.ledger.post(tx, tenantId, [
      { ...document, documentKind: 'delivery', postings: plan.deliveryPostings },
      { ...document, documentKind: 'settlement', postings: plan.settlementPostings },
    ]);
    const saved = await this.deliveries.find(tx, tenantId, input.id);
    if (!saved) throw new TypeError('A delivery just posted is not there');
    await this.audit.record(tx, {
      action: 'deliveries/post',
      subject: { kind: 'delivery', id: input.id, name: String(number) },
      after: auditedDelivery(saved),
      storeId,
    });
    return saved;
  }

  async #refuseUnknown(tx: KyselyTx, tenantId: string, input: DeliveryInput): Promise<void> {
    const known = await this.catalogue.findProductIds(
      tx,
      tenantId,
      input.lines.map((line) => line.productId),
    );
    const unknown = input.lines.flatMap((line, i) => (known.has(line.productId) ? [] : [i]));
    const details = unknown.map((i) => ({
      code: 'deliveries/product-unknown' as const,
      params: { row: i + 1 },
      field: `lines.${i}.productId`,
    }));
    const [first] = details;
    if (first) throw new ProblemError(first.code, { params: first.params, field: first.field, details });
  }
}

function checked(input: DeliveryInput): DeliveryInput {
  readDate(input.documentDate, 'documentDate');
  let costTiyin = 0n;
  for (const [i, line] of input.lines.entries()) {
    costTiyin += BigInt(line.costTiyin);
    if (costTiyin > MAX_COST_TIYIN)
      throw new ProblemError('common/validation', { field: `lines.${i}.costTiyin` });
    if (BigInt(line.qtyMilli) > MAX_QTY_MILLI)
      throw new ProblemError('common/validation', { field: `lines.${i}.qtyMilli` });
  }
  const plain = (text: string) => text.replace(/\p{Cc}/gu, ' ').trim();
  const supplierName = plain(input.supplierName);
  if (supplierName === '') throw new ProblemError('common/validation', { field: 'supplierName' });
  return { ...input, supplierName, documentNumber: plain(input.documentNumber) };
}

/** Its head: the lines are in the document, which never changes. */
function auditedDelivery({ supplierName, documentNumber, documentDate, lineCount, costTiyin }: Delivery) {
  return { supplierName, documentNumber, documentDate, lineCount, costTiyin };
}

function replay(posted: Delivery, input: DeliveryInput): Delivery {
  const same =
    posted.warehouseId === input.warehouseId &&
    posted.supplierName === input.supplierName &&
    posted.documentNumber === input.documentNumber &&
    posted.documentDate === input.documentDate &&
    posted.lines.length === input.lines.length &&
    posted.lines.every((line, i) => {
      const { productId, qtyMilli, costTiyin } = input.lines[i]!;
      return line.productId === productId && line.qtyMilli === qtyMilli && line.costTiyin === costTiyin;
    });
  if (!same) throw new ProblemError('common/conflict');
  return posted;
}
