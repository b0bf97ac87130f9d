import type { ImportReport } from '@jowi/contracts/http/catalogue';
import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '../../../platform/audit/audit-entry.ts';
import { AuditTrail } from '../../../platform/audit/audit-trail.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../../platform/db/kysely-db.ts';
import { newId } from '../../../platform/ids/new-id.ts';
import { VatRatesPort } from '../../settings/vat-rates.port.ts';
import { auditedProduct, productSubject } from '../product-audit.ts';
import { planImport, type StandingProduct } from './plan-import.ts';
import { ProductImportRepository } from './product-import.repository.ts';
import { type ProductCsv, readProductCsv } from './read-product-csv.ts';

/** More than a person reads; the file is repaired and tried again. */
const MAX_PROBLEMS = 1000;

/** A catalogue from a CSV file: everything or nothing. */
@Injectable()
export class ImportProductsUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly clock: Clock,
    private readonly products: ProductImportRepository,
    private readonly audit: AuditTrail,
    private readonly vatRates: VatRatesPort,
  ) {}

  /** `check` changes nothing; `apply` changes nothing when the report has a problem (`applied` says so). */
  async execute(tenantId: string, bytes: Buffer, mode: 'check' | 'apply'): Promise<ImportReport> {
    const ratesBps = await this.db.withTenant(tenantId, (tx) => this.vatRates.listRatesBps(tx, tenantId));
    const csv = readProductCsv(bytes, ratesBps);
    const work = (tx: KyselyTx) => this.#run(tx, tenantId, csv, mode);
    try {
      return await this.db.withTenant(tenantId, work);
    } catch (error) {
      // A code taken meanwhile: the second look reports it by its row.
      if (!this.products.isTaken(error)) throw error;
      return this.db.withTenant(tenantId, work);
    }
  }

  async #run(
    tx: KyselyTx,
    tenantId: string,
    csv: ProductCsv,
    mode: 'check' | 'apply',
  ): Promise<ImportReport> {
    if (mode === 'apply') await this.products.lock(tx, tenantId);
    const skus = csv.products.map(({ sku }) => sku);
    const barcodes = csv.products.flatMap(({ says }) => says.barcodes ?? []);
    const standing = await this.products.lockStanding(tx, tenantId, skus);
    const plan = planImport(
      csv.products,
      standing,
      await this.products.listBarcodeOwners(tx, tenantId, barcodes),
    );
    const problems = [...csv.problems, ...plan.problems].toSorted((a, b) => a.row - b.row);
    const applied = mode === 'apply' && problems.length === 0;
    if (applied) {
      const nowMs = this.clock.nowMs();
      // Changes first: they may set free a barcode that a new product takes.
      await this.products.update(tx, tenantId, plan.changed);
      const created = plan.created.map((product) => ({ ...product, id: newId(nowMs) }));
      await this.products.insert(tx, tenantId, created);
      const counts = { rows: csv.rows, created: created.length, updated: plan.changed.length };
      await this.audit.recordAll(tx, [
        { action: 'products/import', subject: { kind: 'business', id: tenantId }, after: counts },
        ...created.map(createdEntry),
        ...plan.changed.map((product) => changedEntry(standing, product)),
      ]);
    }
    return {
      rows: csv.rows,
      created: plan.created.length,
      updated: plan.changed.length,
      unchanged: plan.unchanged,
      applied,
      problems: problems.slice(0, MAX_PROBLEMS),
      preview: plan.preview,
    };
  }
}

/** As if each had been typed in by hand. */
function createdEntry(product: StandingProduct): AuditEntry {
  return { action: 'products/create', subject: productSubject(product), after: auditedProduct(product) };
}

function changedEntry(standing: ReadonlyMap<string, StandingProduct>, product: StandingProduct): AuditEntry {
  const before = standing.get(product.sku);
  return {
    action: 'products/edit',
    subject: productSubject(product),
    ...(before && { before: auditedProduct(before) }),
    after: auditedProduct(product),
  };
}
