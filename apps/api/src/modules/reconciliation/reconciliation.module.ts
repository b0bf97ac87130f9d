import { Module } from '@nestjs/common';
import { ReconcileUseCase } from './reconcile.usecase.ts';
import { ReconciliationController } from './reconciliation.controller.ts';
import { ReconciliationPort } from './reconciliation.port.ts';
import { ReconciliationRepository } from './reconciliation.repository.ts';

@Module({
  controllers: [ReconciliationController],
  providers: [
    ReconcileUseCase,
    ReconciliationRepository,
    { provide: ReconciliationPort, useExisting: ReconciliationRepository },
  ],
  exports: [ReconciliationPort],
})
export class ReconciliationModule {}
