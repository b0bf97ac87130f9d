import {
  type AuditActorList,
  type AuditCheck,
  type AuditExportQuery,
  type AuditPage,
  type AuditQuery,
  zAuditActorList,
  zAuditCheck,
  zAuditExportQuery,
  zAuditPage,
  zAuditQuery,
} from '@jowi/contracts/http/audit';
import { Controller, Get, Header, Post, Query } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { CheckAuditUseCase } from './check-audit.usecase.ts';
import { ExportAuditUseCase } from './export-audit.usecase.ts';
import { ListAuditUseCase } from './list-audit.usecase.ts';

@Controller('v1/audit')
@Requires('audit/read')
export class AuditController {
  constructor(
    private readonly listAudit: ListAuditUseCase,
    private readonly checkAudit: CheckAuditUseCase,
    private readonly exportAudit: ExportAuditUseCase,
  ) {}

  @Get()
  @Answers(zAuditPage)
  list(
    @CurrentPerson() person: Person,
    @Query({ schema: zAuditQuery }) query: AuditQuery,
  ): Promise<AuditPage> {
    return this.listAudit.execute(person, query);
  }

  @Get('actors')
  @Answers(zAuditActorList)
  actors(@CurrentPerson() person: Person): Promise<AuditActorList> {
    return this.listAudit.listActors(person);
  }

  @Post('check')
  @Answers(zAuditCheck)
  check(@CurrentPerson() person: Person): Promise<AuditCheck> {
    return this.checkAudit.execute(person.tenantId);
  }

  @Get('export')
  @ApiProduces('text/csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="jowi-audit.csv"')
  export(
    @CurrentPerson() person: Person,
    @Query({ schema: zAuditExportQuery }) query: AuditExportQuery,
  ): Promise<string> {
    return this.exportAudit.execute(person, query);
  }
}
