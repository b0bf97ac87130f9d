import type { Product } from '@jowi/contracts/http/catalogue';
import { Injectable } from '@nestjs/common';
import { PrismaDb } from '../../platform/db/prisma-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { ProductRepository } from './product.repository.ts';

@Injectable()
export class GetProductUseCase {
  constructor(
    private readonly db: PrismaDb,
    private readonly products: ProductRepository,
  ) {}

  /** @throws ProblemError common/not-found */
  async execute(tenantId: string, id: string): Promise<Product> {
    const product = await this.db.withTenant(tenantId, (tx) => this.products.find(tx, tenantId, id));
    if (!product) throw new ProblemError('common/not-found');
    return product;
  }
}
