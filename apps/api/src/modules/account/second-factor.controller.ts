import {
  type RecoveryCodes,
  type SecondFactorConfirm,
  type SecondFactorProof,
  type SecondFactorSecret,
  type SecondFactorSetUp,
  zRecoveryCodes,
  zSecondFactorConfirm,
  zSecondFactorProof,
  zSecondFactorSecret,
  zSecondFactorSetUp,
} from '@jowi/contracts/http/account';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AnySignedIn,
  CurrentPerson,
  OpenBeforeSecondFactor,
  type Person,
} from '../../platform/auth/access.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { Answers } from '../../platform/http/answers.ts';
import { SecondFactorUseCase } from './second-factor.usecase.ts';

@Controller('v1/account/second-factor')
@AnySignedIn()
export class SecondFactorController {
  constructor(
    private readonly secondFactor: SecondFactorUseCase,
    private readonly sessions: PersonSessions,
  ) {}

  @Post('set-up')
  @OpenBeforeSecondFactor()
  @Answers(zSecondFactorSecret)
  setUp(
    @CurrentPerson() person: Person,
    @Body({ schema: zSecondFactorSetUp }) input: SecondFactorSetUp,
  ): Promise<SecondFactorSecret> {
    return this.secondFactor.setUp(person, input);
  }

  /** Everything is open to her from this answer on. */
  @Post('confirm')
  @OpenBeforeSecondFactor()
  @Answers(zRecoveryCodes)
  async confirm(
    @CurrentPerson() person: Person,
    @Body({ schema: zSecondFactorConfirm }) input: SecondFactorConfirm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodes> {
    const codes = await this.secondFactor.confirm(person, input);
    if (person.mustSetUpSecondFactor) await this.sessions.renew(request, reply);
    return codes;
  }

  @Post('recovery-codes')
  @Answers(zRecoveryCodes)
  recoveryCodes(
    @CurrentPerson() person: Person,
    @Body({ schema: zSecondFactorProof }) proof: SecondFactorProof,
  ): Promise<RecoveryCodes> {
    return this.secondFactor.renewRecoveryCodes(person, proof);
  }

  @Post('disable')
  @Answers(null)
  async disable(
    @CurrentPerson() person: Person,
    @Body({ schema: zSecondFactorProof }) proof: SecondFactorProof,
  ): Promise<void> {
    await this.secondFactor.disable(person, proof);
  }
}
