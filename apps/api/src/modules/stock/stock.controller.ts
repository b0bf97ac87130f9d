import { type StockPage, type StockQuery, zStockPage, zStockQuery } from '@jowi/contracts/http/stock';
import { Controller, Get, Query } from '@nestjs/common';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { ListStockUseCase } from './list-stock.usecase.ts';

@Controller('v1/stock')
@Requires('stock/read')
export class StockController {
  constructor(private readonly listStock: ListStockUseCase) {}

  @Get()
  @Answers(zStockPage)
  async list(
    @CurrentPerson() person: Person,
    @Query({ schema: zStockQuery }) query: StockQuery,
  ): Promise<StockPage> {
    const page = await this.listStock.execute(person.tenantId, query);
    if (person.permissions.has('margin/read')) return page;
    return { ...page, items: page.items.map((row) => ({ ...row, costTiyin: null })) };
  }
}
