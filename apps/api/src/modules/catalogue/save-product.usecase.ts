import type { Problem } from '@jowi/contracts/errors';
import type { Product, ProductInput, ProductUpdate } from '@jowi/contracts/http/catalogue';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { PrismaDb, type PrismaTx } from '../../platform/db/prisma-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { VatRatesPort } from '../settings/vat-rates.port.ts';
import { ProductRepository } from './product.repository.ts';
import { auditedProduct, productSubject } from './product-audit.ts';
import { checkProduct, checkVatRate, normaliseProduct } from './product-rules.ts';

/** Creates and changes a product; every complaint names its field. */
@Injectable()
export class SaveProductUseCase {
  constructor(
    private readonly db: PrismaDb,
    private readonly products: ProductRepository,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly vatRates: VatRatesPort,
  ) {}

  /** @throws ProblemError catalogue/* with `details` by field */
  create(tenantId: string, input: ProductInput): Promise<Product> {
    const product = normaliseProduct(input);
    const id = newId(this.clock.nowMs());
    return this.#save(tenantId, product, null, async (tx) => {
      const created = await this.products.insert(tx, tenantId, id, product);
      const after = auditedProduct(created);
      await this.audit.record(tx, { action: 'products/create', subject: productSubject(created), after });
      return created;
    });
  }

  /** @throws ProblemError common/not-found, catalogue/version-conflict, catalogue/* with `details` by field */
  update(tenantId: string, id: string, { version, ...input }: ProductUpdate): Promise<Product> {
    const product = normaliseProduct(input);
    return this.#save(tenantId, product, id, async (tx) => {
      const existing = await this.products.find(tx, tenantId, id);
      if (!existing) throw new ProblemError('common/not-found');
      if (!(await this.products.replace(tx, tenantId, id, version, product)))
        throw new ProblemError('catalogue/version-conflict');
      const saved = { ...product, id, version: version + 1, archived: existing.archived };
      await this.audit.record(tx, {
        action: 'products/edit',
        subject: productSubject(saved),
        before: auditedProduct(existing),
        after: auditedProduct(saved),
      });
      return saved;
    });
  }

  async #save(
    tenantId: string,
    product: ProductInput,
    id: string | null,
    write: (tx: PrismaTx) => Promise<Product>,
  ): Promise<Product> {
    refuse(checkProduct(product));
    const refuseTaken = async (tx: PrismaTx) => refuse(await this.#takenProblems(tx, tenantId, product, id));
    try {
      return await this.db.withTenant(tenantId, async (tx) => {
        await refuseTaken(tx);
        await this.#refuseVatRate(tx, tenantId, product, id);
        return write(tx);
      });
    } catch (error) {
      if (!this.products.isTaken(error)) throw error;
      await this.db.withTenant(tenantId, refuseTaken);
      throw error;
    }
  }

  async #refuseVatRate(
    tx: PrismaTx,
    tenantId: string,
    product: ProductInput,
    id: string | null,
  ): Promise<void> {
    if (product.vatRateBps === null) return;
    const ratesBps = await this.vatRates.listRatesBps(tx, tenantId);
    if (ratesBps.includes(product.vatRateBps)) return;
    const before = id === null ? null : await this.products.find(tx, tenantId, id);
    refuse(checkVatRate(product, ratesBps, before?.vatRateBps ?? null));
  }

  async #takenProblems(
    tx: PrismaTx,
    tenantId: string,
    product: ProductInput,
    id: string | null,
  ): Promise<Problem[]> {
    const taken = await this.products.listTakenCodes(tx, tenantId, product, id);
    return taken.map(({ kind, code, productName: { ru: name } }) =>
      kind === 'sku'
        ? { code: 'catalogue/sku-taken', params: { sku: code, name }, field: 'sku' }
        : {
            code: 'catalogue/barcode-taken',
            params: { barcode: code, name },
            field: `barcodes.${product.barcodes.indexOf(code)}`,
          },
    );
  }
}

function refuse(problems: readonly Problem[]): void {
  const [first] = problems;
  if (!first) return;
  const { code, params, field } = first;
  throw new ProblemError(code, {
    ...(params && { params }),
    ...(field !== undefined && { field }),
    details: problems,
  });
}
