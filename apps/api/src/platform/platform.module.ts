import { type DynamicModule, Global, Logger, Module } from '@nestjs/common';
import { Clock } from './clock/clock.ts';
import { CONFIG, type Config } from './config/config.ts';
import { ChangeChannel } from './db/change-channel.ts';
import { KyselyDb } from './db/kysely-db.ts';
import { createTenantPool } from './db/pool.ts';
import { PrismaDb } from './db/prisma-db.ts';
import { Admission } from './limits/admission.ts';
import { RequestLimits } from './limits/request-limits.ts';
import { ServerKey } from './signing/server-key.ts';

@Global()
@Module({})
export class PlatformModule {}

/** What every feature may inject without importing anything: Config (by CONFIG), Clock, KyselyDb, PrismaDb, ChangeChannel, ServerKey. */
export function platformModule(config: Config, clock: Clock): DynamicModule {
  const log = new Logger('db');
  const pool = createTenantPool({
    url: config.appDatabaseUrl,
    size: config.databasePoolSize,
    onConnectionError: (error) => log.warn(`An idle database connection broke: ${error.message}`),
  });
  const provided = [
    { provide: CONFIG, useValue: config },
    { provide: Clock, useValue: clock },
    { provide: KyselyDb, useValue: new KyselyDb(pool) },
    { provide: PrismaDb, useValue: new PrismaDb(pool) },
    { provide: RequestLimits, useValue: new RequestLimits(config, clock) },
    { provide: ServerKey, useValue: new ServerKey(config.signingSecrets) },
    { provide: Admission, useValue: new Admission(config) },
    { provide: ChangeChannel, useValue: new ChangeChannel(config) },
  ];
  return { module: PlatformModule, providers: provided, exports: provided.map(({ provide }) => provide) };
}
