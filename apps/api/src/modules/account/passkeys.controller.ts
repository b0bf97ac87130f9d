import {
  type PasskeyNew,
  type PasskeyOptions,
  type PasskeySetUp,
  zPasskeyNew,
  zPasskeyOptions,
  zPasskeySetUp,
} from '@jowi/contracts/http/account';
import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AnySignedIn, CurrentPerson, type Person } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { PasskeysUseCase } from './passkeys.usecase.ts';

@Controller('v1/account/passkeys')
@AnySignedIn()
export class PasskeysController {
  constructor(private readonly passkeys: PasskeysUseCase) {}

  @Post('options')
  @Answers(zPasskeyOptions)
  async options(
    @CurrentPerson() person: Person,
    @Body({ schema: zPasskeySetUp }) input: PasskeySetUp,
    @Req() request: FastifyRequest,
  ): Promise<PasskeyOptions> {
    return { options: await this.passkeys.begin(person, input, request.headers.origin as string) };
  }

  @Post()
  @Answers(null)
  async add(
    @CurrentPerson() person: Person,
    @Body({ schema: zPasskeyNew }) input: PasskeyNew,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.passkeys.add(person, input, request.headers.origin as string);
  }

  @Post(':id/remove')
  @Answers(null)
  async remove(@CurrentPerson() person: Person, @Param('id') id: string): Promise<void> {
    await this.passkeys.remove(person, id);
  }
}
