import {
  type Me,
  type Session,
  type SignInRequest,
  zMe,
  zSession,
  zSignInRequest,
} from '@jowi/contracts/http/auth';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnySignedIn, CurrentPerson, type Person, Public } from '../../platform/auth/access.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { Answers } from '../../platform/http/answers.ts';
import { MeRepository } from './me.repository.ts';
import { SignInUseCase } from './sign-in.usecase.ts';

@Controller('v1/auth')
export class SignInController {
  constructor(
    private readonly signIn: SignInUseCase,
    private readonly sessions: PersonSessions,
    private readonly repository: MeRepository,
  ) {}

  @Post('sign-in')
  @Public()
  @Answers(zMe)
  async enter(
    @Body({ schema: zSignInRequest }) credentials: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const session = await this.signIn.execute(credentials, request.ip);
    const person = await this.sessions.begin(session, reply);
    if (!person) throw this.signIn.refusal();
    return this.repository.get(person);
  }

  /** Also without a session, so that a stale tab ends where it should. */
  @Post('sign-out')
  @Public()
  @Answers(null)
  async leave(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(request, reply);
  }

  @Get('session')
  @AnySignedIn()
  @Answers(zSession)
  session(@CurrentPerson() { tenantId, employeeId, roleKind }: Person): Session {
    return { tenantId, employeeId, role: roleKind };
  }

  @Get('me')
  @AnySignedIn()
  @Answers(zMe)
  me(@CurrentPerson() person: Person): Promise<Me> {
    return this.repository.get(person);
  }
}
