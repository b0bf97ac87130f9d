import {
  type DynamicModule,
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import type { Config } from '../config/config.ts';
import { AccessGuard } from './access.guard.ts';
import { AccessRules } from './access-rules.ts';
import { AccessTokens } from './access-token.ts';
import { MembershipsRepository } from './memberships.repository.ts';
import { openPeople, People } from './people.ts';
import { PersonSessions } from './person-sessions.ts';
import { TerminalAssertions } from './terminal-assertions.ts';
import { TerminalKeysRepository } from './terminal-keys.repository.ts';

@Global()
@Module({})
export class AuthModule implements OnApplicationShutdown {
  constructor(@Inject(People) private readonly people: People) {}

  async onApplicationShutdown(): Promise<void> {
    await this.people.close();
  }
}

export function authModule(config: Config): DynamicModule {
  const log = new Logger('auth');
  const people = openPeople({
    databaseUrl: config.authDatabaseUrl,
    secret: config.authSecret,
    origin: config.webOrigins[0] as string,
    onWarning: (message) => log.warn(message),
  });
  return {
    module: AuthModule,
    imports: [DiscoveryModule],
    providers: [
      { provide: People, useValue: people },
      { provide: AccessTokens, useValue: new AccessTokens(config.authSecret) },
      { provide: APP_GUARD, useClass: AccessGuard },
      AccessRules,
      MembershipsRepository,
      PersonSessions,
      TerminalAssertions,
      TerminalKeysRepository,
    ],
    exports: [People, PersonSessions, MembershipsRepository, TerminalAssertions],
  };
}
