import { Module } from '@nestjs/common';
import { AnonymisePersonUseCase } from './anonymise-person.usecase.ts';
import { ConsentRepository } from './consent.repository.ts';
import { ConsentsPort } from './consents.port.ts';
import { ExportPersonUseCase } from './export-person.usecase.ts';
import { KeepRetentionUseCase } from './keep-retention.usecase.ts';
import { ListPeopleUseCase } from './list-people.usecase.ts';
import { PersonAccountRepository } from './person-account.repository.ts';
import { PersonDataRepository } from './person-data.repository.ts';
import { PersonTraceRepository } from './person-trace.repository.ts';
import { PersonalDataController } from './personal-data.controller.ts';
import { RecordConsentUseCase } from './record-consent.usecase.ts';
import { RetentionRepository } from './retention.repository.ts';
import { RetentionJob } from './retention-job.ts';

@Module({
  controllers: [PersonalDataController],
  providers: [
    AnonymisePersonUseCase,
    ConsentRepository,
    ExportPersonUseCase,
    KeepRetentionUseCase,
    ListPeopleUseCase,
    PersonAccountRepository,
    PersonDataRepository,
    PersonTraceRepository,
    RetentionJob,
    RetentionRepository,
    { provide: ConsentsPort, useClass: RecordConsentUseCase },
  ],
  exports: [ConsentsPort],
})
export class PersonalDataModule {}
