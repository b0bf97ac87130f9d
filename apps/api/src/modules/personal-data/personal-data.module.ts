import { Module } from '@nestjs/common';
import { ConsentRepository } from './consent.repository.ts';
import { ConsentsPort } from './consents.port.ts';
import { RecordConsentUseCase } from './record-consent.usecase.ts';

@Module({
  providers: [ConsentRepository, { provide: ConsentsPort, useClass: RecordConsentUseCase }],
  exports: [ConsentsPort],
})
export class PersonalDataModule {}
