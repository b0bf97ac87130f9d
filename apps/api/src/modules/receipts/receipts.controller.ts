import {
  type Receipt,
  type ReceiptPage,
  type ReceiptQuery,
  zReceipt,
  zReceiptPage,
  zReceiptQuery,
} from '@jowi/contracts/http/receipts';
import { zId } from '@jowi/contracts/scalar';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentPerson, type Person, RequireRole } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { GetReceiptUseCase } from './get-receipt.usecase.ts';
import { ListReceiptsUseCase } from './list-receipts.usecase.ts';

/** Receipts show cost and margin: for those who answer for money. */
@Controller('v1/receipts')
@RequireRole('owner', 'manager', 'accountant')
export class ReceiptsController {
  constructor(
    private readonly listReceipts: ListReceiptsUseCase,
    private readonly getReceipt: GetReceiptUseCase,
  ) {}

  @Get()
  @Answers(zReceiptPage)
  list(
    @CurrentPerson() person: Person,
    @Query({ schema: zReceiptQuery }) query: ReceiptQuery,
  ): Promise<ReceiptPage> {
    return this.listReceipts.execute(person.tenantId, query);
  }

  @Get(':id')
  @Answers(zReceipt)
  get(@CurrentPerson() person: Person, @Param('id', { schema: zId }) id: string): Promise<Receipt> {
    return this.getReceipt.execute(person.tenantId, id);
  }
}
