import type { BusinessList } from '@jowi/contracts/http/account';
import type { SignInAnswer } from '@jowi/contracts/http/auth';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../../platform/auth/access.ts';
import { AccountTrail } from '../../platform/auth/account-trail.ts';
import { MembershipsRepository } from '../../platform/auth/memberships.repository.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { MePort } from '../sign-in/me.port.ts';

/** One person, several businesses: which, and going from one to another. */
@Injectable()
export class BusinessesUseCase {
  constructor(
    private readonly memberships: MembershipsRepository,
    private readonly sessions: PersonSessions,
    private readonly me: MePort,
    private readonly trail: AccountTrail,
  ) {}

  async list({ userId, tenantId }: Person): Promise<BusinessList> {
    const places = await this.memberships.listWorkplaces(userId);
    return { items: places.map((place) => ({ ...place, current: place.tenantId === tenantId })) };
  }

  /** @throws ProblemError common/not-found where she does not work (any more) */
  async enter(
    { userId }: Person,
    tenantId: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const places = await this.memberships.listWorkplaces(userId);
    if (!places.some((place) => place.tenantId === tenantId)) throw new ProblemError('common/not-found');
    const person = await this.sessions.enterBusiness(request, reply, tenantId);
    await this.trail.record(person, 'auth/business-switch');
    const me = await this.me.execute(person);
    return { step: person.mustSetUpSecondFactor ? 'second-factor-setup' : 'done', me };
  }
}
