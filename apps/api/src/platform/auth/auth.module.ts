import {
  type DynamicModule,
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Clock } from '../clock/clock.ts';
import type { Config } from '../config/config.ts';
import { AccessGuard } from './access.guard.ts';
import { AccessRules } from './access-rules.ts';
import { AccessTokens } from './access-token.ts';
import { AccountTrail } from './account-trail.ts';
import { MembershipsRepository } from './memberships.repository.ts';
import { PasskeyRepository } from './passkey.repository.ts';
import { Passkeys } from './passkeys.ts';
import { openPeople, People } from './people.ts';
import { PersonSessions } from './person-sessions.ts';
import { RecoveryCodeHashes } from './recovery-codes.ts';
import { SecondFactorRepository } from './second-factor.repository.ts';
import { SecondFactors } from './second-factors.ts';
import { SecretBox } from './secret-box.ts';
import { SignInTokenRepository } from './sign-in-token.repository.ts';
import { SignInTokens } from './sign-in-tokens.ts';
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
  const secret = config.authSecret;
  return {
    module: AuthModule,
    imports: [DiscoveryModule],
    providers: [
      {
        provide: People,
        inject: [Clock],
        useFactory: (clock: Clock) =>
          openPeople({
            databaseUrl: config.authDatabaseUrl,
            secret,
            origin: config.webOrigins[0] as string,
            nowMs: () => clock.nowMs(),
            onWarning: (message) => log.warn(message),
          }),
      },
      {
        provide: SecondFactors,
        inject: [SecondFactorRepository, Clock],
        useFactory: (repository: SecondFactorRepository, clock: Clock) =>
          new SecondFactors(
            repository,
            new SecretBox(secret, 'second factor'),
            new RecoveryCodeHashes(secret),
            clock,
          ),
      },
      { provide: AccessTokens, useValue: new AccessTokens(secret) },
      { provide: APP_GUARD, useClass: AccessGuard },
      AccessRules,
      AccountTrail,
      MembershipsRepository,
      PasskeyRepository,
      Passkeys,
      PersonSessions,
      SecondFactorRepository,
      SignInTokenRepository,
      SignInTokens,
      TerminalAssertions,
      TerminalKeysRepository,
    ],
    exports: [
      AccountTrail,
      People,
      Passkeys,
      PersonSessions,
      SecondFactors,
      SignInTokens,
      MembershipsRepository,
      TerminalAssertions,
    ],
  };
}
