import { type ImportReport, zImportQuery, zImportReport } from '@jowi/contracts/http/catalogue';
import { Controller, Get, Header, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CurrentPerson, type Person, Requires } from '../../../platform/auth/access.ts';
import { ProblemError } from '../../../platform/errors/problem-error.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { ImportProductsUseCase } from './import-products.usecase.ts';
import { PRODUCT_CSV_TEMPLATE } from './product-csv-template.ts';

@Controller('v1/products/import')
@Requires('products/edit')
export class ProductImportController {
  constructor(private readonly importProducts: ImportProductsUseCase) {}

  /** A file to fill in; spreadsheets open it as it is. */
  @Get('template')
  @ApiProduces('text/csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="jowi-products.csv"')
  template(): string {
    return PRODUCT_CSV_TEMPLATE;
  }

  /** 200 with the report; 422 with the same report when `apply` found a problem and left everything as it was. */
  @Post()
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Answers(zImportReport)
  async import(
    @CurrentPerson() person: Person,
    @Query({ schema: zImportQuery }) { mode }: z.infer<typeof zImportQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportReport> {
    const { body } = request;
    if (!Buffer.isBuffer(body)) throw new ProblemError('common/validation', { status: 415 });
    const report = await this.importProducts.execute(person.tenantId, body, mode);
    if (mode === 'apply' && !report.applied) reply.status(422);
    return report;
  }
}
