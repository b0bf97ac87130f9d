import {
  type BusinessChoice,
  type BusinessList,
  zBusinessChoice,
  zBusinessList,
} from '@jowi/contracts/http/account';
import { type SignInAnswer, zSignInAnswer } from '@jowi/contracts/http/auth';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AnySignedIn,
  CurrentPerson,
  OpenBeforeSecondFactor,
  type Person,
} from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { BusinessesUseCase } from './businesses.usecase.ts';

@Controller('v1/account')
@AnySignedIn()
@OpenBeforeSecondFactor()
export class BusinessesController {
  constructor(private readonly businesses: BusinessesUseCase) {}

  @Get('businesses')
  @Answers(zBusinessList)
  list(@CurrentPerson() person: Person): Promise<BusinessList> {
    return this.businesses.list(person);
  }

  @Post('business')
  @Answers(zSignInAnswer)
  choose(
    @CurrentPerson() person: Person,
    @Body({ schema: zBusinessChoice }) { tenantId }: BusinessChoice,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    return this.businesses.enter(person, tenantId, request, reply);
  }
}
