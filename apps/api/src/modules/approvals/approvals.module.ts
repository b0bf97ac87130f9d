import { Module } from '@nestjs/common';
import { ApprovalListRepository } from './approval-list.repository.ts';
import { ApprovalsController } from './approvals.controller.ts';
import { ApprovalsPort } from './approvals.port.ts';
import { ApprovalsRepository } from './approvals.repository.ts';
import { ApprovalsOfReceiptPort } from './approvals-of-receipt.port.ts';
import { ListApprovalsUseCase } from './list-approvals.usecase.ts';
import { TakeApprovalsUseCase } from './take-approvals.usecase.ts';

@Module({
  controllers: [ApprovalsController],
  providers: [
    ApprovalsRepository,
    ApprovalListRepository,
    ListApprovalsUseCase,
    { provide: ApprovalsOfReceiptPort, useExisting: ApprovalListRepository },
    { provide: ApprovalsPort, useClass: TakeApprovalsUseCase },
  ],
  exports: [ApprovalsOfReceiptPort, ApprovalsPort],
})
export class ApprovalsModule {}
