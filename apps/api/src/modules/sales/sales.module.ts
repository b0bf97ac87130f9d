import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.ts';
import { StockModule } from '../stock/stock.module.ts';
import { PostSalesUseCase } from './post-sales.usecase.ts';
import { SalesPort } from './sales.port.ts';
import { SalesRepository } from './sales.repository.ts';

@Module({
  imports: [LedgerModule, StockModule],
  providers: [SalesRepository, { provide: SalesPort, useClass: PostSalesUseCase }],
  exports: [SalesPort],
})
export class SalesModule {}
