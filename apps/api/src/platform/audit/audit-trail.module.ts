import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import type { Config } from '../config/config.ts';
import { AuditAnchorRepository } from './audit-anchor.repository.ts';
import { AuditAnchors } from './audit-anchors.ts';
import { AuditKeys } from './audit-keys.ts';
import { AuditLogRepository } from './audit-log.repository.ts';
import { AuditTrail } from './audit-trail.ts';

@Global()
@Module({})
export class AuditTrailModule {}

/** What every feature may inject: AuditTrail. */
export function auditTrailModule(config: Config): DynamicModule {
  return {
    module: AuditTrailModule,
    providers: [
      { provide: AuditKeys, useValue: new AuditKeys(config.auditSecrets) },
      {
        provide: AuditAnchors,
        inject: [AuditAnchorRepository, AuditKeys, Clock],
        useFactory: (repository: AuditAnchorRepository, keys: AuditKeys, clock: Clock) =>
          new AuditAnchors(repository, keys, clock, { dir: config.auditAnchorDir }),
      },
      AuditAnchorRepository,
      AuditLogRepository,
      AuditTrail,
    ],
    exports: [AuditTrail, AuditKeys, AuditAnchors],
  };
}
