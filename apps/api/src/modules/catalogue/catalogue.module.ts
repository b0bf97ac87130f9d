import { Module } from '@nestjs/common';
import { ArchiveProductUsecase } from './archive-product.usecase.ts';
import { CataloguePort } from './catalogue.port.ts';
import { GetProductUsecase } from './get-product.usecase.ts';
import { ListProductsUsecase } from './list-products.usecase.ts';
import { ProductRepository } from './product.repository.ts';
import { ProductListRepository } from './product-list.repository.ts';
import { ProductsController } from './products.controller.ts';
import { SaveProductUsecase } from './save-product.usecase.ts';

@Module({
  controllers: [ProductsController],
  providers: [
    ProductRepository,
    ProductListRepository,
    { provide: CataloguePort, useExisting: ProductListRepository },
    ListProductsUsecase,
    GetProductUsecase,
    SaveProductUsecase,
    ArchiveProductUsecase,
  ],
  exports: [CataloguePort],
})
export class CatalogueModule {}
