import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { DeliveriesModule } from '../deliveries/deliveries.module.ts';
import { LedgerModule } from '../ledger/ledger.module.ts';
import { StockModule } from '../stock/stock.module.ts';
import { DemoDataController } from './demo/demo-data.controller.ts';
import { DemoDataRepository } from './demo/demo-data.repository.ts';
import { FillDemoDataUseCase } from './demo/fill-demo-data.usecase.ts';
import { WipeDemoDataUseCase } from './demo/wipe-demo-data.usecase.ts';
import { GetGuideUseCase } from './get-guide.usecase.ts';
import { GuideController } from './guide.controller.ts';
import { GuideRepository } from './guide.repository.ts';

@Module({
  imports: [CatalogueModule, DeliveriesModule, StockModule, LedgerModule],
  controllers: [GuideController, DemoDataController],
  providers: [GuideRepository, DemoDataRepository, GetGuideUseCase, FillDemoDataUseCase, WipeDemoDataUseCase],
})
export class GuideModule {}
