import { Module } from '@nestjs/common';
import { EntrancePort } from './entrance.port.ts';
import { Entrance } from './entrance.ts';
import { GetMeUseCase } from './get-me.usecase.ts';
import { MePort } from './me.port.ts';
import { MeRepository } from './me.repository.ts';
import { PassSecondFactorUseCase } from './pass-second-factor.usecase.ts';
import { PasskeySignInController } from './passkey-sign-in.controller.ts';
import { RequestCodeUseCase } from './request-code.usecase.ts';
import { ResetPasswordUseCase } from './reset-password.usecase.ts';
import { SignInController } from './sign-in.controller.ts';
import { SignInUseCase } from './sign-in.usecase.ts';
import { SignInByCodeUseCase } from './sign-in-by-code.usecase.ts';
import { SignInByPasskeyUseCase } from './sign-in-by-passkey.usecase.ts';

@Module({
  controllers: [SignInController, PasskeySignInController],
  providers: [
    Entrance,
    GetMeUseCase,
    MeRepository,
    PassSecondFactorUseCase,
    RequestCodeUseCase,
    ResetPasswordUseCase,
    SignInByCodeUseCase,
    SignInByPasskeyUseCase,
    SignInUseCase,
    { provide: EntrancePort, useExisting: Entrance },
    { provide: MePort, useExisting: GetMeUseCase },
  ],
  exports: [EntrancePort, MePort],
})
export class SignInModule {}
