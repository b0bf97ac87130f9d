import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module.ts';
import { AccountController } from './account.controller.ts';
import { BusinessesController } from './businesses.controller.ts';
import { BusinessesUseCase } from './businesses.usecase.ts';
import { ChangePasswordUseCase } from './change-password.usecase.ts';
import { GetSecurityUseCase } from './get-security.usecase.ts';
import { PasskeysController } from './passkeys.controller.ts';
import { PasskeysUseCase } from './passkeys.usecase.ts';
import { PasswordProof } from './password-proof.ts';
import { SecondFactorController } from './second-factor.controller.ts';
import { SecondFactorUseCase } from './second-factor.usecase.ts';
import { SessionsUseCase } from './sessions.usecase.ts';

@Module({
  imports: [SignInModule],
  controllers: [AccountController, BusinessesController, SecondFactorController, PasskeysController],
  providers: [
    BusinessesUseCase,
    ChangePasswordUseCase,
    GetSecurityUseCase,
    PasskeysUseCase,
    PasswordProof,
    SecondFactorUseCase,
    SessionsUseCase,
  ],
})
export class AccountModule {}
