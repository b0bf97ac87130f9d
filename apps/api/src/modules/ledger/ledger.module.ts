import { Module } from '@nestjs/common';
import { LedgerPort } from './ledger.port.ts';
import { LedgerRepository } from './ledger.repository.ts';

@Module({
  providers: [{ provide: LedgerPort, useClass: LedgerRepository }],
  exports: [LedgerPort],
})
export class LedgerModule {}
