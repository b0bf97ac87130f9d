import { CONSENT_TEXT_VERSION, type PersonExportQuery } from '@jowi/contracts/http/personal-data';
import { loadCatalogue } from '@jowi/i18n/catalogues';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { PersonAccountRepository } from './person-account.repository.ts';
import { PersonDataRepository } from './person-data.repository.ts';
import type { PersonExport } from './person-export.ts';
import { personHtml } from './person-html.ts';
import { PersonTraceRepository } from './person-trace.repository.ts';
import { requireWholeBusiness } from './require-whole-business.ts';

/** Everything that is known of one person, to be handed to her (law O'RQ-547: she may ask for it). */
@Injectable()
export class ExportPersonUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly people: PersonDataRepository,
    private readonly accounts: PersonAccountRepository,
    private readonly trace: PersonTraceRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Text of the file. @throws ProblemError common/not-found */
  async execute(asker: Person, id: string, { format, language }: PersonExportQuery): Promise<string> {
    requireWholeBusiness(asker);
    const data = await this.#collect(asker.tenantId, id);
    await this.db.withTenant(asker.tenantId, (tx) =>
      this.audit.record(tx, {
        action: 'personal-data/export',
        subject: { kind: 'employee', id, name: data.person.name },
        after: { format },
      }),
    );
    if (format === 'json') return `${JSON.stringify(data, null, 2)}\n`;
    return personHtml(data, {
      words: await loadCatalogue(language, 'personal-data'),
      audit: await loadCatalogue(language, 'audit'),
      language,
    });
  }

  async #collect(tenantId: string, id: string): Promise<PersonExport> {
    const found = await this.db.withTenant(tenantId, async (tx) => {
      const person = await this.people.find(tx, tenantId, id);
      if (!person) throw new ProblemError('common/not-found');
      return {
        person,
        business: await this.trace.getBusinessName(tx, tenantId),
        work: await this.people.countWork(tx, tenantId, id),
        invitations: await this.trace.listInvitations(tx, tenantId, id),
        entries: await this.trace.listEntries(tx, tenantId, id),
      };
    });
    const { person, ...rest } = found;
    return {
      form: 'jowi-person-1',
      exportedAtMs: this.clock.nowMs(),
      consentTextVersion: CONSENT_TEXT_VERSION,
      ...rest,
      person: {
        id: person.id,
        name: person.name,
        phone: person.phone,
        active: person.active,
        role: person.roleName ?? person.roleKind,
        stores: person.allStores ? null : person.stores,
        hasPin: person.hasPin,
      },
      consents: person.consents,
      account: person.userId === null ? null : await this.accounts.find(person.userId),
    };
  }
}
