import { Module } from '@nestjs/common';
import { PersonalDataModule } from '../personal-data/personal-data.module.ts';
import { SignInModule } from '../sign-in/sign-in.module.ts';
import { AttemptRepository } from './attempt.repository.ts';
import { GetRegistrationUseCase } from './get-registration.usecase.ts';
import { NewBusinessRepository } from './new-business.repository.ts';
import { RegisterBusinessUseCase } from './register-business.usecase.ts';
import { RegistrationController } from './registration.controller.ts';
import { RegistrationTickets } from './registration-ticket.ts';
import { RequestCodeUseCase } from './request-code.usecase.ts';
import { SaveDraftUseCase } from './save-draft.usecase.ts';
import { VerifyCodeUseCase } from './verify-code.usecase.ts';

@Module({
  imports: [PersonalDataModule, SignInModule],
  controllers: [RegistrationController],
  providers: [
    RegistrationTickets,
    AttemptRepository,
    NewBusinessRepository,
    RequestCodeUseCase,
    VerifyCodeUseCase,
    SaveDraftUseCase,
    GetRegistrationUseCase,
    RegisterBusinessUseCase,
  ],
})
export class RegistrationModule {}
