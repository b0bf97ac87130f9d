import {
  type BusinessSettingsUpdate,
  type BusinessSettingsView,
  type SettingsReturn,
  type VatSettings,
  zBusinessSettingsUpdate,
  zBusinessSettingsView,
  zSettingsHistory,
  zSettingsHistoryQuery,
  zSettingsReturn,
  zVatSettings,
} from '@jowi/contracts/http/settings';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentPerson, type Person, Requires } from '../../platform/auth/access.ts';
import { Answers } from '../../platform/http/answers.ts';
import { type HistoryPage, ReadSettingsUseCase } from './read-settings.usecase.ts';
import { SaveBusinessSettingsUseCase } from './save-business-settings.usecase.ts';

/** What holds for the whole business. */
@Controller('v1/settings')
@Requires('settings/read')
export class BusinessSettingsController {
  constructor(
    private readonly read: ReadSettingsUseCase,
    private readonly save: SaveBusinessSettingsUseCase,
  ) {}

  @Get('business')
  @Answers(zBusinessSettingsView)
  get(@CurrentPerson() person: Person): Promise<BusinessSettingsView> {
    return this.read.getBusiness(person);
  }

  @Put('business')
  @Requires('settings/manage')
  @Answers(zBusinessSettingsView)
  change(
    @CurrentPerson() person: Person,
    @Body({ schema: zBusinessSettingsUpdate }) update: BusinessSettingsUpdate,
  ): Promise<BusinessSettingsView> {
    return this.save.execute(person, update);
  }

  @Get('business/history')
  @Answers(zSettingsHistory)
  history(
    @CurrentPerson() { tenantId }: Person,
    @Query({ schema: zSettingsHistoryQuery }) query: z.infer<typeof zSettingsHistoryQuery>,
  ): Promise<HistoryPage> {
    return this.read.listHistory({ tenantId, storeId: null }, query);
  }

  @Post('business/return')
  @Requires('settings/manage')
  @Answers(zBusinessSettingsView)
  returnTo(
    @CurrentPerson() person: Person,
    @Body({ schema: zSettingsReturn }) wish: SettingsReturn,
  ): Promise<BusinessSettingsView> {
    return this.save.returnTo(person, wish);
  }

  /** For whoever sees products. */
  @Get('vat')
  @Requires('products/read')
  @Answers(zVatSettings)
  vat(@CurrentPerson() person: Person): Promise<VatSettings> {
    return this.read.getVat(person);
  }
}
