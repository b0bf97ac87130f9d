import {
  type Me,
  type PasswordReset,
  type SecondFactorAnswer,
  type SentCode,
  type Session,
  type SignInAnswer,
  type SignInByCode,
  type SignInCodeRequest,
  type SignInRequest,
  zMe,
  zPasswordReset,
  zSecondFactorAnswer,
  zSentCode,
  zSession,
  zSignInAnswer,
  zSignInByCode,
  zSignInCodeRequest,
  zSignInRequest,
} from '@jowi/contracts/http/auth';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AnySignedIn,
  CurrentPerson,
  OpenBeforeSecondFactor,
  type Person,
  Public,
} from '../../platform/auth/access.ts';
import { AccountTrail } from '../../platform/auth/account-trail.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { CHALLENGE_COOKIE } from '../../platform/auth/sign-in-tokens.ts';
import { Answers } from '../../platform/http/answers.ts';
import { Entrance } from './entrance.ts';
import { GetMeUseCase } from './get-me.usecase.ts';
import { PassSecondFactorUseCase } from './pass-second-factor.usecase.ts';
import { RequestCodeUseCase } from './request-code.usecase.ts';
import { ResetPasswordUseCase } from './reset-password.usecase.ts';
import { SignInUseCase } from './sign-in.usecase.ts';
import { SignInByCodeUseCase } from './sign-in-by-code.usecase.ts';

@Controller('v1/auth')
export class SignInController {
  constructor(
    private readonly signIn: SignInUseCase,
    private readonly requestCode: RequestCodeUseCase,
    private readonly signInByCode: SignInByCodeUseCase,
    private readonly resetPassword: ResetPasswordUseCase,
    private readonly passSecondFactor: PassSecondFactorUseCase,
    private readonly entrance: Entrance,
    private readonly sessions: PersonSessions,
    private readonly getMe: GetMeUseCase,
    private readonly trail: AccountTrail,
  ) {}

  @Post('sign-in')
  @Public()
  @Answers(zSignInAnswer)
  async byPassword(
    @Body({ schema: zSignInRequest }) credentials: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const { userId, passwordChangedAtMs } = await this.signIn.execute(credentials, request.ip);
    const who = { userId, remembered: credentials.remember, by: 'password', passwordChangedAtMs } as const;
    return this.entrance.enter(who, request, reply);
  }

  @Post('code')
  @Public()
  @Answers(zSentCode)
  code(
    @Body({ schema: zSignInCodeRequest }) input: SignInCodeRequest,
    @Req() request: FastifyRequest,
  ): Promise<SentCode> {
    return this.requestCode.execute(input, request.ip);
  }

  @Post('sign-in/code')
  @Public()
  @Answers(zSignInAnswer)
  async byCode(
    @Body({ schema: zSignInByCode }) input: SignInByCode,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const { userId } = await this.signInByCode.execute(input);
    return this.entrance.enter({ userId, remembered: input.remember, by: 'code' }, request, reply);
  }

  @Post('password-reset')
  @Public()
  @Answers(zSignInAnswer)
  async reset(
    @Body({ schema: zPasswordReset }) input: PasswordReset,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const { userId } = await this.resetPassword.execute(input);
    return this.entrance.enter({ userId, remembered: false, by: 'password-reset' }, request, reply);
  }

  @Post('sign-in/second-factor')
  @Public()
  @Answers(zSignInAnswer)
  async secondFactor(
    @Body({ schema: zSecondFactorAnswer }) answer: SecondFactorAnswer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const jar = request.server.parseCookie(request.headers.cookie ?? '');
    const passed = await this.passSecondFactor.execute(jar[CHALLENGE_COOKIE], answer);
    for (const line of passed.setCookies) reply.header('set-cookie', line);
    const { userId, remembered } = passed;
    return this.entrance.open({ userId, remembered, by: answer.method }, request, reply);
  }

  /** Also without a session, so that a stale tab ends where it should. */
  @Post('sign-out')
  @Public()
  @Answers(null)
  async leave(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const left = await this.sessions.end(request, reply);
    if (left) await this.trail.recordFor(left.userId, 'auth/sign-out');
  }

  @Get('session')
  @AnySignedIn()
  @OpenBeforeSecondFactor()
  @Answers(zSession)
  session(@CurrentPerson() { tenantId, employeeId, roleKind }: Person): Session {
    return { tenantId, employeeId, role: roleKind };
  }

  @Get('me')
  @AnySignedIn()
  @OpenBeforeSecondFactor()
  @Answers(zMe)
  me(@CurrentPerson() person: Person): Promise<Me> {
    return this.getMe.execute(person);
  }
}
