import { Module } from '@nestjs/common';
import { StockPort } from './stock.port.ts';
import { StockRepository } from './stock.repository.ts';

@Module({
  providers: [{ provide: StockPort, useClass: StockRepository }],
  exports: [StockPort],
})
export class StockModule {}
