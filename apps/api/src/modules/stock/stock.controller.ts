import { type StockPage, type StockQuery, zStockPage, zStockQuery } from '@jowi/contracts/http/stock';
import { Controller, Get, Query } from '@nestjs/common';
import { CurrentPerson, type Person, RequireRole } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { ListStockUseCase } from './list-stock.usecase.ts';

@Controller('v1/stock')
@RequireRole('owner', 'manager', 'stock-keeper', 'accountant')
export class StockController {
  constructor(private readonly listStock: ListStockUseCase) {}

  @Get()
  @Answers(zStockPage)
  list(
    @CurrentPerson() person: Person,
    @Query({ schema: zStockQuery }) query: StockQuery,
  ): Promise<StockPage> {
    return this.listStock.execute(person.tenantId, query);
  }
}
