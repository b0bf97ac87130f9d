import { CONSENT_TEXT_VERSION } from '@jowi/contracts/http/personal-data';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { Clock } from '../../platform/clock/clock.ts';
import type { AnyTx } from '../../platform/db/any-tx.ts';
import { findRequestScope } from '../../platform/http/request-scope.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { ConsentRepository } from './consent.repository.ts';
import { ConsentsPort, type GivenConsent } from './consents.port.ts';

@Injectable()
export class RecordConsentUseCase extends ConsentsPort {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async record(tx: AnyTx, given: GivenConsent): Promise<void> {
    const atMs = this.clock.nowMs();
    const scope = findRequestScope();
    await this.consents.insert(tx, {
      ...given,
      id: newId(atMs),
      kind: 'given',
      textVersion: CONSENT_TEXT_VERSION,
      atMs,
      ip: scope?.ip ?? null,
      device: scope?.device ?? null,
    });
    const { employeeId, language, source } = given;
    await this.audit.record(tx, {
      action: 'personal-data/consent',
      subject: { kind: 'employee', id: employeeId },
      after: { textVersion: CONSENT_TEXT_VERSION, language, source },
      actor: { kind: 'employee', id: employeeId },
    });
  }
}
