import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.ts';
import { ArchiveProductUseCase } from './archive-product.usecase.ts';
import { CataloguePort } from './catalogue.port.ts';
import { GetProductUseCase } from './get-product.usecase.ts';
import { ImportProductsUseCase } from './import/import-products.usecase.ts';
import { ProductImportController } from './import/product-import.controller.ts';
import { ProductImportRepository } from './import/product-import.repository.ts';
import { ListProductsUseCase } from './list-products.usecase.ts';
import { ProductRepository } from './product.repository.ts';
import { ProductListRepository } from './product-list.repository.ts';
import { ProductSetPort } from './product-set.port.ts';
import { ProductsController } from './products.controller.ts';
import { SaveProductUseCase } from './save-product.usecase.ts';

@Module({
  imports: [SettingsModule],
  controllers: [ProductImportController, ProductsController],
  providers: [
    ProductRepository,
    ProductListRepository,
    { provide: CataloguePort, useExisting: ProductListRepository },
    ListProductsUseCase,
    GetProductUseCase,
    SaveProductUseCase,
    ArchiveProductUseCase,
    ProductImportRepository,
    { provide: ProductSetPort, useExisting: ProductImportRepository },
    ImportProductsUseCase,
  ],
  exports: [CataloguePort, ProductSetPort],
})
export class CatalogueModule {}
