import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.ts';
import { GetReceiptUseCase } from './get-receipt.usecase.ts';
import { ListReceiptsUseCase } from './list-receipts.usecase.ts';
import { ReceiptDetailRepository } from './receipt-detail.repository.ts';
import { ReceiptListRepository } from './receipt-list.repository.ts';
import { ReceiptWhereRepository } from './receipt-where.repository.ts';
import { ReceiptsController } from './receipts.controller.ts';
import { TillsOfReceiptRepository } from './tills-of-receipt.repository.ts';
import { WhereIsReceiptUseCase } from './where-is-receipt.usecase.ts';

@Module({
  imports: [ApprovalsModule],
  controllers: [ReceiptsController],
  providers: [
    ReceiptListRepository,
    ReceiptDetailRepository,
    ListReceiptsUseCase,
    GetReceiptUseCase,
    ReceiptWhereRepository,
    TillsOfReceiptRepository,
    WhereIsReceiptUseCase,
  ],
})
export class ReceiptsModule {}
