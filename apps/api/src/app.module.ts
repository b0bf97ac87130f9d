import { type DynamicModule, Module } from '@nestjs/common';
import { HealthModule } from './modules/health/health.module.ts';
import { SignInModule } from './modules/sign-in/sign-in.module.ts';
import { TerminalsModule } from './modules/terminals/terminals.module.ts';
import { authModule } from './platform/auth/auth.module.ts';
import type { Clock } from './platform/clock/clock.ts';
import type { Config } from './platform/config/config.ts';
import { platformModule } from './platform/platform.module.ts';

/** Every feature of the API: one line each. */
const FEATURES = [HealthModule, SignInModule, TerminalsModule];

@Module({})
export class AppModule {}

export function appModule(config: Config, clock: Clock): DynamicModule {
  return { module: AppModule, imports: [platformModule(config, clock), authModule(config), ...FEATURES] };
}
