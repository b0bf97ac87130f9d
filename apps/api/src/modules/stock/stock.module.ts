import { Module } from '@nestjs/common';
import { ListStockUseCase } from './list-stock.usecase.ts';
import { StockController } from './stock.controller.ts';
import { StockPort } from './stock.port.ts';
import { StockRepository } from './stock.repository.ts';
import { StockListRepository } from './stock-list.repository.ts';

@Module({
  controllers: [StockController],
  providers: [{ provide: StockPort, useClass: StockRepository }, StockListRepository, ListStockUseCase],
  exports: [StockPort],
})
export class StockModule {}
