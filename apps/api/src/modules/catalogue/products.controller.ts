import {
  type Product,
  type ProductInput,
  type ProductPage,
  type ProductQuery,
  type ProductUpdate,
  zProduct,
  zProductArchive,
  zProductInput,
  zProductPage,
  zProductQuery,
  zProductUpdate,
} from '@jowi/contracts/http/catalogue';
import { zId } from '@jowi/contracts/scalar';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { ArchiveProductUseCase } from './archive-product.usecase.ts';
import { GetProductUseCase } from './get-product.usecase.ts';
import { ListProductsUseCase } from './list-products.usecase.ts';
import { SaveProductUseCase } from './save-product.usecase.ts';

type Version = z.infer<typeof zProductArchive>;

@Controller('v1/products')
@Requires('products/read')
export class ProductsController {
  constructor(
    private readonly listProducts: ListProductsUseCase,
    private readonly getProduct: GetProductUseCase,
    private readonly saveProduct: SaveProductUseCase,
    private readonly archiveProduct: ArchiveProductUseCase,
  ) {}

  @Get()
  @Answers(zProductPage)
  list(
    @CurrentPerson() person: Person,
    @Query({ schema: zProductQuery }) query: ProductQuery,
  ): Promise<ProductPage> {
    return this.listProducts.execute(person.tenantId, query);
  }

  @Get(':id')
  @Answers(zProduct)
  get(@CurrentPerson() person: Person, @Param('id', { schema: zId }) id: string): Promise<Product> {
    return this.getProduct.execute(person.tenantId, id);
  }

  @Post()
  @Requires('products/edit')
  @Answers(zProduct, 201)
  create(
    @CurrentPerson() person: Person,
    @Body({ schema: zProductInput }) input: ProductInput,
  ): Promise<Product> {
    return this.saveProduct.create(person.tenantId, input);
  }

  @Put(':id')
  @Requires('products/edit')
  @Answers(zProduct)
  update(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zProductUpdate }) update: ProductUpdate,
  ): Promise<Product> {
    return this.saveProduct.update(person.tenantId, id, update);
  }

  @Post(':id/archive')
  @Requires('products/edit')
  @Answers(zProduct)
  archive(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zProductArchive }) { version }: Version,
  ): Promise<Product> {
    return this.archiveProduct.execute(person.tenantId, id, version, true);
  }

  @Post(':id/restore')
  @Requires('products/edit')
  @Answers(zProduct)
  restore(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zProductArchive }) { version }: Version,
  ): Promise<Product> {
    return this.archiveProduct.execute(person.tenantId, id, version, false);
  }
}
