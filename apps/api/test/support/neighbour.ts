import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.factory.ts';
import { loadConfig } from '../../src/platform/config/config.ts';
import type { TestApi } from './api.ts';
import { clockOf } from './messages.ts';
import { AUTH_SECRET, WEB_ORIGIN } from './settings.ts';

/** A second server of the same installation. Close it before the first one's database goes. */
export function startNeighbour(api: TestApi): Promise<NestFastifyApplication> {
  const config = loadConfig({
    APP_DATABASE_URL: api.database.appUrl,
    AUTH_DATABASE_URL: api.database.authUrl,
    AUTH_SECRET,
    WEB_ORIGIN,
    LOG_LEVEL: 'silent',
    DATABASE_POOL_SIZE: '4',
    DEV_MESSAGES: '1',
  });
  return createApp(config, clockOf(api.clock));
}
