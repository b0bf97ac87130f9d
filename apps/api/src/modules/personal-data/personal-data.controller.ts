import {
  type AnonymiseRequest,
  type ConsentRequest,
  type DataSubject,
  type PersonExportQuery,
  type Retention,
  type RetentionInput,
  type RetentionRun,
  zAnonymiseRequest,
  zConsentRequest,
  zDataSubject,
  zDataSubjectList,
  zPersonExportQuery,
  zRetention,
  zRetentionInput,
  zRetentionRun,
} from '@jowi/contracts/http/personal-data';
import { zId } from '@jowi/contracts/scalar';
import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { AnonymisePersonUseCase } from './anonymise-person.usecase.ts';
import { ExportPersonUseCase } from './export-person.usecase.ts';
import { KeepRetentionUseCase } from './keep-retention.usecase.ts';
import { ListPeopleUseCase } from './list-people.usecase.ts';

const TYPES = { json: 'application/json; charset=utf-8', html: 'text/html; charset=utf-8' } as const;

@Controller('v1/personal-data')
@Requires('personal-data/manage')
export class PersonalDataController {
  constructor(
    private readonly people: ListPeopleUseCase,
    private readonly exportPerson: ExportPersonUseCase,
    private readonly anonymisePerson: AnonymisePersonUseCase,
    private readonly keepRetention: KeepRetentionUseCase,
  ) {}

  @Get('people')
  @Answers(zDataSubjectList)
  list(@CurrentPerson() person: Person): Promise<{ items: DataSubject[] }> {
    return this.people.execute(person);
  }

  /** Always as a file to save: what people typed never runs as a page of ours. */
  @Get('people/:id/export')
  @ApiProduces('application/json', 'text/html')
  async export(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Query({ schema: zPersonExportQuery }) query: PersonExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const text = await this.exportPerson.execute(person, id, query);
    reply.header('content-type', TYPES[query.format]);
    reply.header('content-disposition', `attachment; filename="jowi-person-${id}.${query.format}"`);
    return text;
  }

  @Post('people/:id/consent')
  @Answers(zDataSubject)
  consent(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zConsentRequest }) request: ConsentRequest,
  ): Promise<DataSubject> {
    return this.people.noteConsent(person, id, request);
  }

  @Post('people/:id/anonymise')
  @Answers(zDataSubject)
  anonymise(
    @CurrentPerson() person: Person,
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: zAnonymiseRequest }) request: AnonymiseRequest,
  ): Promise<DataSubject> {
    return this.anonymisePerson.execute(person, id, request);
  }

  @Get('retention')
  @Answers(zRetention)
  retention(@CurrentPerson() person: Person): Promise<Retention> {
    return this.keepRetention.get(person);
  }

  @Put('retention')
  @Answers(zRetention)
  saveRetention(
    @CurrentPerson() person: Person,
    @Body({ schema: zRetentionInput }) input: RetentionInput,
  ): Promise<Retention> {
    return this.keepRetention.save(person, input);
  }

  @Post('retention/apply')
  @Answers(zRetentionRun)
  applyRetention(@CurrentPerson() person: Person): Promise<RetentionRun> {
    return this.keepRetention.applyNow(person);
  }
}
