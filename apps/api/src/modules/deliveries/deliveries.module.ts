import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { LedgerModule } from '../ledger/ledger.module.ts';
import { StockModule } from '../stock/stock.module.ts';
import { DeliveriesController } from './deliveries.controller.ts';
import { DeliveryPort } from './delivery.port.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { ListDeliveriesUseCase } from './list-deliveries.usecase.ts';
import { PostDeliveryUseCase } from './post-delivery.usecase.ts';

@Module({
  imports: [CatalogueModule, StockModule, LedgerModule],
  controllers: [DeliveriesController],
  providers: [
    DeliveryRepository,
    ListDeliveriesUseCase,
    PostDeliveryUseCase,
    { provide: DeliveryPort, useExisting: PostDeliveryUseCase },
  ],
  exports: [DeliveryPort],
})
export class DeliveriesModule {}
