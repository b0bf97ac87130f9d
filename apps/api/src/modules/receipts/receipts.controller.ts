import {
  type ReceiptWhere,
  type ReceiptWhereQuery,
  zReceiptWhere,
  zReceiptWhereQuery,
} from '@jowi/contracts/http/receipt-where';
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
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { GetReceiptUseCase } from './get-receipt.usecase.ts';
import { ListReceiptsUseCase } from './list-receipts.usecase.ts';
import { receiptWithoutMargin, withoutMargin } from './receipt-margin.ts';
import { WhereIsReceiptUseCase } from './where-is-receipt.usecase.ts';

const seesMargin = ({ permissions }: Person) => permissions.has('margin/read');

/** Cost and margin only for those who may see them. */
@Controller('v1/receipts')
@Requires('receipts/read')
export class ReceiptsController {
  constructor(
    private readonly listReceipts: ListReceiptsUseCase,
    private readonly getReceipt: GetReceiptUseCase,
    private readonly whereIsReceipt: WhereIsReceiptUseCase,
  ) {}

  @Get()
  @Answers(zReceiptPage)
  async list(
    @CurrentPerson() person: Person,
    @Query({ schema: zReceiptQuery }) query: ReceiptQuery,
  ): Promise<ReceiptPage> {
    const page = await this.listReceipts.execute(person.tenantId, query);
    return seesMargin(person) ? page : { ...page, items: page.items.map(withoutMargin) };
  }

  /** In the books, in quarantine, still at its till, missing, or nowhere. */
  @Get('where')
  @Answers(zReceiptWhere)
  where(
    @CurrentPerson() person: Person,
    @Query({ schema: zReceiptWhereQuery }) query: ReceiptWhereQuery,
  ): Promise<ReceiptWhere> {
    return this.whereIsReceipt.execute(person.tenantId, query);
  }

  @Get(':id')
  @Answers(zReceipt)
  async get(@CurrentPerson() person: Person, @Param('id', { schema: zId }) id: string): Promise<Receipt> {
    const receipt = await this.getReceipt.execute(person.tenantId, id);
    return seesMargin(person) ? receipt : receiptWithoutMargin(receipt);
  }
}
