import {
  type AccountSecurity,
  type PasswordChange,
  type SessionList,
  zAccountSecurity,
  zPasswordChange,
  zSessionList,
  zSessionsEnded,
} from '@jowi/contracts/http/account';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  AnySignedIn,
  CurrentPerson,
  OpenBeforeSecondFactor,
  type Person,
} from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { ChangePasswordUseCase } from './change-password.usecase.ts';
import { GetSecurityUseCase } from './get-security.usecase.ts';
import { SessionsUseCase } from './sessions.usecase.ts';

@Controller('v1/account')
@AnySignedIn()
export class AccountController {
  constructor(
    private readonly getSecurity: GetSecurityUseCase,
    private readonly changePassword: ChangePasswordUseCase,
    private readonly sessions: SessionsUseCase,
  ) {}

  @Get('security')
  @OpenBeforeSecondFactor()
  @Answers(zAccountSecurity)
  security(@CurrentPerson() person: Person): Promise<AccountSecurity> {
    return this.getSecurity.execute(person);
  }

  @Post('password')
  @Answers(null)
  async password(
    @CurrentPerson() person: Person,
    @Body({ schema: zPasswordChange }) input: PasswordChange,
  ): Promise<void> {
    await this.changePassword.execute(person, input);
  }

  @Get('sessions')
  @Answers(zSessionList)
  list(@CurrentPerson() person: Person): Promise<SessionList> {
    return this.sessions.list(person);
  }

  @Post('sessions/end-others')
  @Answers(zSessionsEnded)
  async endOthers(@CurrentPerson() person: Person): Promise<{ ended: number }> {
    return { ended: await this.sessions.endOthers(person) };
  }

  @Post('sessions/:id/end')
  @Answers(null)
  async end(@CurrentPerson() person: Person, @Param('id') id: string): Promise<void> {
    await this.sessions.end(person, id);
  }
}
