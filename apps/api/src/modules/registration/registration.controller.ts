import {
  type Registered,
  type RegistrationBusiness,
  type RegistrationCode,
  type RegistrationDraft,
  type RegistrationPhone,
  type RegistrationState,
  zRegistered,
  zRegistrationBusiness,
  zRegistrationCode,
  zRegistrationDraft,
  zRegistrationPhone,
  zRegistrationState,
} from '@jowi/contracts/http/registration';
import { Body, Controller, Get, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/auth/access.ts';
import { People } from '../../platform/auth/people.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { SecondFactors } from '../../platform/auth/second-factors.ts';
import { Answers } from '../../platform/http/answers.ts';
import { EntrancePort } from '../sign-in/entrance.port.ts';
import { GetRegistrationUseCase } from './get-registration.usecase.ts';
import { RegisterBusinessUseCase } from './register-business.usecase.ts';
import { RegistrationTickets } from './registration-ticket.ts';
import { RequestCodeUseCase } from './request-code.usecase.ts';
import { SaveDraftUseCase } from './save-draft.usecase.ts';
import { VerifyCodeUseCase } from './verify-code.usecase.ts';

/** Phone, code, business: for people without an account, and for those who open one more business. */
@Controller('v1/registration')
@Public()
export class RegistrationController {
  constructor(
    private readonly tickets: RegistrationTickets,
    private readonly getRegistration: GetRegistrationUseCase,
    private readonly requestCode: RequestCodeUseCase,
    private readonly verifyCode: VerifyCodeUseCase,
    private readonly saveDraft: SaveDraftUseCase,
    private readonly registerBusiness: RegisterBusinessUseCase,
    private readonly people: People,
    private readonly sessions: PersonSessions,
    private readonly secondFactors: SecondFactors,
    private readonly entrance: EntrancePort,
  ) {}

  @Get()
  @Answers(zRegistrationState)
  state(@Req() request: FastifyRequest): Promise<RegistrationState> {
    return this.#stateOf(this.tickets.read(request), request);
  }

  @Post('code')
  @Answers(zRegistrationState)
  async code(
    @Body({ schema: zRegistrationPhone }) input: RegistrationPhone,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistrationState> {
    const id = await this.requestCode.execute(this.tickets.read(request), input, request.ip);
    this.tickets.give(reply, id);
    return this.#stateOf(id, request);
  }

  @Post('verify')
  @Answers(zRegistrationState)
  async verify(
    @Body({ schema: zRegistrationCode }) { code }: RegistrationCode,
    @Req() request: FastifyRequest,
  ): Promise<RegistrationState> {
    const id = this.tickets.read(request);
    await this.verifyCode.execute(id, code);
    return this.#stateOf(id, request);
  }

  @Put('draft')
  @Answers(null)
  async draft(
    @Body({ schema: zRegistrationDraft }) draft: RegistrationDraft,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.saveDraft.execute(this.tickets.read(request), draft);
  }

  /** Signs in to the new business as well, when the account asks for nothing more than the password. */
  @Post('business')
  @Answers(zRegistered)
  async business(
    @Body({ schema: zRegistrationBusiness }) input: RegistrationBusiness,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Registered> {
    const { cookie } = request.headers;
    const standing = cookie === undefined ? null : await this.people.findSession(cookie);
    const { tenantId, userId, proved } = await this.registerBusiness.execute(
      { ticketId: this.tickets.read(request), userId: standing?.userId ?? null },
      input,
    );
    if (proved) {
      // It is asked for where one signs in.
      if (await this.secondFactors.isEnabled(userId)) return { tenantId, signedIn: false };
      const who = { userId, remembered: false, by: 'password', tenantId } as const;
      const answer = await this.entrance.open(who, request, reply);
      return { tenantId, signedIn: answer.step !== 'second-factor' && answer.me.tenantId === tenantId };
    }
    if (!standing) return { tenantId, signedIn: false };
    await this.people.chooseTenant(standing, tenantId);
    const person = await this.sessions.begin({ ...standing, tenantId }, reply);
    return { tenantId, signedIn: person?.tenantId === tenantId };
  }

  #stateOf(id: string | null, request: FastifyRequest): Promise<RegistrationState> {
    return this.getRegistration.execute(id, request.headers.cookie);
  }
}
