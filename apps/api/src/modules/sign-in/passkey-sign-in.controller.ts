import { type PasskeyOptions, zPasskeyOptions } from '@jowi/contracts/http/account';
import {
  type SignInAnswer,
  type SignInByPasskey,
  zSignInAnswer,
  zSignInByPasskey,
} from '@jowi/contracts/http/auth';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { Entrance } from './entrance.ts';
import { SignInByPasskeyUseCase } from './sign-in-by-passkey.usecase.ts';

@Controller('v1/auth/sign-in/passkey')
@Public()
export class PasskeySignInController {
  constructor(
    private readonly byPasskey: SignInByPasskeyUseCase,
    private readonly entrance: Entrance,
  ) {}

  @Post('options')
  @Answers(zPasskeyOptions)
  options(@Req() request: FastifyRequest): Promise<PasskeyOptions> {
    return this.byPasskey.begin(request.headers.origin, request.ip);
  }

  @Post()
  @Answers(zSignInAnswer)
  async enter(
    @Body({ schema: zSignInByPasskey }) { response, remember }: SignInByPasskey,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const { userId } = await this.byPasskey.execute(response, request.headers.origin, request.ip);
    return this.entrance.enter({ userId, remembered: remember, by: 'passkey' }, request, reply);
  }
}
