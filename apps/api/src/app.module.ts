import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AccountModule } from './modules/account/account.module.ts';
import { ApprovalsModule } from './modules/approvals/approvals.module.ts';
import { AuditModule } from './modules/audit/audit.module.ts';
import { CatalogueModule } from './modules/catalogue/catalogue.module.ts';
import { DashboardModule } from './modules/dashboard/dashboard.module.ts';
import { DeliveriesModule } from './modules/deliveries/deliveries.module.ts';
import { GuideModule } from './modules/guide/guide.module.ts';
import { HealthModule } from './modules/health/health.module.ts';
import { JournalExportModule } from './modules/journal-export/journal-export.module.ts';
import { JournalRepairModule } from './modules/journal-repair/journal-repair.module.ts';
import { PersonalDataModule } from './modules/personal-data/personal-data.module.ts';
import { ReceiptsModule } from './modules/receipts/receipts.module.ts';
import { ReconciliationModule } from './modules/reconciliation/reconciliation.module.ts';
import { RegistrationModule } from './modules/registration/registration.module.ts';
import { SettingsModule } from './modules/settings/settings.module.ts';
import { SignInModule } from './modules/sign-in/sign-in.module.ts';
import { StaffModule } from './modules/staff/staff.module.ts';
import { StockModule } from './modules/stock/stock.module.ts';
import { SyncModule } from './modules/sync/sync.module.ts';
import { TerminalsModule } from './modules/terminals/terminals.module.ts';
import { auditTrailModule } from './platform/audit/audit-trail.module.ts';
import { authModule } from './platform/auth/auth.module.ts';
import type { Clock } from './platform/clock/clock.ts';
import type { Config } from './platform/config/config.ts';
import { messagesModule } from './platform/messages/messages.module.ts';
import { platformModule } from './platform/platform.module.ts';

/** Every feature of the API: one line each. */
const FEATURES = [
  HealthModule,
  SignInModule,
  AccountModule,
  RegistrationModule,
  SyncModule,
  ReconciliationModule,
  TerminalsModule,
  JournalRepairModule,
  JournalExportModule,
  CatalogueModule,
  StockModule,
  DeliveriesModule,
  ReceiptsModule,
  ApprovalsModule,
  DashboardModule,
  GuideModule,
  StaffModule,
  SettingsModule,
  AuditModule,
  PersonalDataModule,
];

@Module({})
export class AppModule {}

export function appModule(config: Config, clock: Clock, more: readonly Type[] = []): DynamicModule {
  return {
    module: AppModule,
    imports: [
      platformModule(config, clock),
      messagesModule(config, clock),
      authModule(config),
      auditTrailModule(config),
      ...FEATURES,
      ...more,
    ],
  };
}
