import { type Dashboard, zDashboard, zDashboardQuery } from '@jowi/contracts/http/dashboard';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { withoutMargin } from './dashboard-margin.ts';
import { GetDashboardUseCase } from './get-dashboard.usecase.ts';

@Controller('v1/dashboard')
@Requires('dashboard/read')
export class DashboardController {
  constructor(private readonly getDashboard: GetDashboardUseCase) {}

  @Get()
  @Answers(zDashboard)
  async get(
    @CurrentPerson() person: Person,
    @Query({ schema: zDashboardQuery }) query: z.infer<typeof zDashboardQuery>,
  ): Promise<Dashboard> {
    const dashboard = await this.getDashboard.execute(person.tenantId, query.date);
    return person.permissions.has('margin/read') ? dashboard : withoutMargin(dashboard);
  }
}
