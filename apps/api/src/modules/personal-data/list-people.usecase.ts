import type { ConsentRequest, DataSubject } from '@jowi/contracts/http/personal-data';
import { CONSENT_TEXT_VERSION } from '@jowi/contracts/http/personal-data';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { ConsentRepository } from './consent.repository.ts';
import { PersonDataRepository, toDataSubject } from './person-data.repository.ts';
import { requireWholeBusiness } from './require-whole-business.ts';

/** Everybody whose data the business keeps, and what each of them allowed. */
@Injectable()
export class ListPeopleUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly people: PersonDataRepository,
    private readonly consents: ConsentRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async execute(asker: Person): Promise<{ items: DataSubject[] }> {
    requireWholeBusiness(asker);
    const rows = await this.db.withTenant(asker.tenantId, (tx) => this.people.list(tx, asker.tenantId));
    return { items: rows.map(toDataSubject) };
  }

  /** What she said or signed, written down by somebody else. @throws ProblemError common/not-found, personal-data/anonymised */
  noteConsent(asker: Person, id: string, { kind, language }: ConsentRequest): Promise<DataSubject> {
    requireWholeBusiness(asker);
    const { tenantId } = asker;
    return this.db.withTenant(tenantId, async (tx) => {
      const person = await this.people.find(tx, tenantId, id);
      if (!person) throw new ProblemError('common/not-found');
      if (person.isAnonymised) throw new ProblemError('personal-data/anonymised');
      const atMs = this.clock.nowMs();
      const said = { language, source: 'back-office' as const, textVersion: CONSENT_TEXT_VERSION };
      const what = { tenantId, employeeId: id, kind, atMs, ip: null, device: null, ...said };
      await this.consents.insert(tx, { id: newId(atMs), ...what });
      await this.audit.record(tx, {
        action: kind === 'given' ? 'personal-data/consent' : 'personal-data/consent-withdraw',
        subject: { kind: 'employee', id, name: person.name },
        after: said,
      });
      const changed = await this.people.find(tx, tenantId, id);
      return toDataSubject(changed ?? person);
    });
  }
}
