import { Module } from '@nestjs/common';
import { DashboardController } from './dashboard.controller.ts';
import { DashboardRepository } from './dashboard.repository.ts';
import { GetDashboardUseCase } from './get-dashboard.usecase.ts';

@Module({
  controllers: [DashboardController],
  providers: [DashboardRepository, GetDashboardUseCase],
})
export class DashboardModule {}
