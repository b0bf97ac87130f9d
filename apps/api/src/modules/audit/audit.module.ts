import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.ts';
import { AuditChainRepository } from './audit-chain.repository.ts';
import { AuditListRepository } from './audit-list.repository.ts';
import { CheckAuditUseCase } from './check-audit.usecase.ts';
import { ExportAuditUseCase } from './export-audit.usecase.ts';
import { ListAuditUseCase } from './list-audit.usecase.ts';

@Module({
  controllers: [AuditController],
  providers: [
    AuditChainRepository,
    AuditListRepository,
    CheckAuditUseCase,
    ExportAuditUseCase,
    ListAuditUseCase,
  ],
})
export class AuditModule {}
