import type { Product } from '@jowi/contracts/http/catalogue';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { PrismaDb } from '../../platform/db/prisma-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { ProductRepository } from './product.repository.ts';
import { productSubject } from './product-audit.ts';

/** Takes a product off sale, or puts it back; its history stays. */
@Injectable()
export class ArchiveProductUseCase {
  constructor(
    private readonly db: PrismaDb,
    private readonly products: ProductRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws ProblemError common/not-found, catalogue/version-conflict */
  execute(tenantId: string, id: string, version: number, archived: boolean): Promise<Product> {
    return this.db.withTenant(tenantId, async (tx) => {
      const product = await this.products.find(tx, tenantId, id);
      if (!product) throw new ProblemError('common/not-found');
      if (!(await this.products.setArchived(tx, tenantId, id, version, archived)))
        throw new ProblemError('catalogue/version-conflict');
      await this.audit.record(tx, {
        action: archived ? 'products/archive' : 'products/restore',
        subject: productSubject(product),
        before: { archived: product.archived },
        after: { archived },
      });
      return { ...product, archived, version: version + 1 };
    });
  }
}
