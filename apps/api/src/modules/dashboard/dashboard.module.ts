import { Module } from '@nestjs/common';
import { DashboardController } from './dashboard.controller.ts';
import { DashboardRepository } from './dashboard.repository.ts';
import { GetDashboardUsecase } from './get-dashboard.usecase.ts';

@Module({
  controllers: [DashboardController],
  providers: [DashboardRepository, GetDashboardUsecase],
})
export class DashboardModule {}
