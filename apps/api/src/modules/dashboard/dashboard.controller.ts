import { type Dashboard, zDashboard, zDashboardQuery } from '@jowi/contracts/http/dashboard';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentPerson, type Person, RequireRole } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { GetDashboardUseCase } from './get-dashboard.usecase.ts';

@Controller('v1/dashboard')
@RequireRole('owner', 'manager', 'accountant')
export class DashboardController {
  constructor(private readonly getDashboard: GetDashboardUseCase) {}

  @Get()
  @Answers(zDashboard)
  get(
    @CurrentPerson() person: Person,
    @Query({ schema: zDashboardQuery }) query: z.infer<typeof zDashboardQuery>,
  ): Promise<Dashboard> {
    return this.getDashboard.execute(person.tenantId, query.date);
  }
}
