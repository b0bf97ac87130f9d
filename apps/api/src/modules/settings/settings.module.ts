import { Module } from '@nestjs/common';
import { BusinessSettingsController } from './business-settings.controller.ts';
import { BusinessSettingsRepository } from './business-settings.repository.ts';
import { CloseStoreUseCase } from './close-store.usecase.ts';
import { CreateStoreUseCase } from './create-store.usecase.ts';
import { ReadSettingsUseCase } from './read-settings.usecase.ts';
import { SaveBusinessSettingsUseCase } from './save-business-settings.usecase.ts';
import { SaveStoreSettingsUseCase } from './save-store-settings.usecase.ts';
import { SettingsHistoryRepository } from './settings-history.repository.ts';
import { SettingsLog } from './settings-log.ts';
import { StoreSettingsController } from './store-settings.controller.ts';
import { StoreSettingsRepository } from './store-settings.repository.ts';
import { VatRatesPort } from './vat-rates.port.ts';
import { VatRatesRepository } from './vat-rates.repository.ts';

@Module({
  controllers: [BusinessSettingsController, StoreSettingsController],
  providers: [
    CloseStoreUseCase,
    CreateStoreUseCase,
    ReadSettingsUseCase,
    SaveBusinessSettingsUseCase,
    SaveStoreSettingsUseCase,
    BusinessSettingsRepository,
    SettingsHistoryRepository,
    SettingsLog,
    StoreSettingsRepository,
    { provide: VatRatesPort, useClass: VatRatesRepository },
  ],
  exports: [VatRatesPort],
})
export class SettingsModule {}
