import { type CodeRequested, zCodeRequested } from '@jowi/contracts/http/codes';
import {
  type InvitationAccept,
  type InvitationStep,
  type InvitationView,
  zInvitationAccept,
  zInvitationCode,
  zInvitationLook,
  zInvitationPassword,
  zInvitationStep,
  zInvitationView,
} from '@jowi/contracts/http/staff';
import { Body, Controller, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Public } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { addressKey } from '../../platform/limits/address-key.ts';
import { type Limit, RateLimits } from '../../platform/limits/rate-limits.ts';
import { AcceptInvitationUseCase } from './accept-invitation.usecase.ts';

/** Tokens cannot be guessed; this keeps a flood of guesses from costing anything. */
const PER_ADDRESS: Limit = { name: 'invitation/address', max: 60, windowMs: 600_000 };

/** For whoever holds the link. Tokens travel in bodies: addresses end up in logs. */
@Controller('v1/invitations')
@Public()
export class InvitationsController {
  constructor(
    private readonly acceptInvitation: AcceptInvitationUseCase,
    private readonly limits: RateLimits,
  ) {}

  @Post('look')
  @Answers(zInvitationView)
  async look(
    @Body({ schema: zInvitationLook }) { token }: z.infer<typeof zInvitationLook>,
    @Req() { ip }: FastifyRequest,
  ): Promise<InvitationView> {
    await this.limits.take([{ limit: PER_ADDRESS, key: addressKey(ip) }]);
    return this.acceptInvitation.look(token);
  }

  @Post('code')
  @Answers(zCodeRequested)
  async code(
    @Body({ schema: zInvitationCode }) { token, language }: z.infer<typeof zInvitationCode>,
    @Req() { ip }: FastifyRequest,
  ): Promise<CodeRequested> {
    await this.limits.take([{ limit: PER_ADDRESS, key: addressKey(ip) }]);
    return this.acceptInvitation.sendCode(token, language, ip);
  }

  @Post('accept')
  @Answers(zInvitationStep)
  async accept(
    @Body({ schema: zInvitationAccept }) input: InvitationAccept,
    @Req() { ip }: FastifyRequest,
  ): Promise<InvitationStep> {
    await this.limits.take([{ limit: PER_ADDRESS, key: addressKey(ip) }]);
    return this.acceptInvitation.accept(input);
  }

  @Post('password')
  @Answers(zInvitationStep)
  async password(
    @Body({ schema: zInvitationPassword }) { ticket, password }: z.infer<typeof zInvitationPassword>,
    @Req() { ip }: FastifyRequest,
  ): Promise<InvitationStep> {
    await this.limits.take([{ limit: PER_ADDRESS, key: addressKey(ip) }]);
    return this.acceptInvitation.setPassword(ticket, password);
  }
}
