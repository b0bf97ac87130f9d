import { Module } from '@nestjs/common';
import { StockPort } from './stock.port.ts';
import { StockLedgerRepository } from './stock-ledger.repository.ts';

@Module({
  providers: [{ provide: StockPort, useClass: StockLedgerRepository }],
  exports: [StockPort],
})
export class StockModule {}
