import type { AnonymiseRequest, DataSubject } from '@jowi/contracts/http/personal-data';
import { limitsWithin } from '@jowi/contracts/permissions';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { Person } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { PersonAccountRepository } from './person-account.repository.ts';
import { PersonDataRepository, type PersonRow, toDataSubject } from './person-data.repository.ts';
import { requireWholeBusiness } from './require-whole-business.ts';

const NAMES = { ru: 'Бывший сотрудник', uz: 'Sobiq xodim' } as const;

/** Somebody is forgotten, and the books are not: her row stays without anything that says who she was. */
@Injectable()
export class AnonymisePersonUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly people: PersonDataRepository,
    private readonly accounts: PersonAccountRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * For ever. Her account goes as well, when it opens no other business.
   *
   * @throws ProblemError common/not-found, personal-data/*, staff/above-you, staff/last-owner; auth/required, auth/forbidden
   *   when the one who asks has been suspended or may do less since her token was made
   */
  async execute(asker: Person, id: string, request: AnonymiseRequest): Promise<DataSubject> {
    requireWholeBusiness(asker);
    const { tenantId } = asker;
    const [before, after] = await this.db.withTenant(tenantId, async (tx) => {
      await this.people.lockPeople(tx, tenantId);
      const person = await this.people.find(tx, tenantId, id);
      if (!person) throw new ProblemError('common/not-found');
      await this.#refuse(tx, asker, person, request.name);
      const number = await this.people.nextNumber(tx, tenantId);
      const name = `${NAMES[request.language]} ${number}`;
      const atMs = this.clock.nowMs();
      await this.people.anonymise(tx, tenantId, { id, userId: person.userId, name, number, atMs });
      // Without her name: this entry stays when everything else about her is gone.
      await this.audit.record(tx, {
        action: 'personal-data/anonymise',
        subject: { kind: 'employee', id },
        after: { number, accountId: person.userId },
      });
      return [person, await this.people.find(tx, tenantId, id)];
    });
    if (before.userId !== null) await this.accounts.deleteUnlessWorking(before.userId);
    if (!after) throw new TypeError('An employee just made anonymous is not there');
    return toDataSubject(after);
  }

  async #refuse(tx: KyselyTx, asker: Person, person: PersonRow, typed: string): Promise<void> {
    if (person.isAnonymised) throw new ProblemError('personal-data/anonymised');
    if (person.id === asker.employeeId) throw new ProblemError('personal-data/yourself');
    // As she is now: what cannot be undone does not go by a token of a minute ago.
    const me = await this.people.find(tx, asker.tenantId, asker.employeeId);
    if (!me?.active) throw new ProblemError('auth/required');
    if (!me.permissions.includes('personal-data/manage')) throw new ProblemError('auth/forbidden');
    const isWithin =
      person.permissions.every((it) => me.permissions.includes(it)) && limitsWithin(person.limits, me.limits);
    if (!isWithin) throw new ProblemError('staff/above-you');
    const isOwner = toDataSubject(person).isOwner && person.active;
    if (isOwner && (await this.people.countOtherOwners(tx, asker.tenantId, person.id)) === 0)
      throw new ProblemError('staff/last-owner');
    if (plain(typed) !== plain(person.name))
      throw new ProblemError('personal-data/name-mismatch', { field: 'name', params: { name: person.name } });
  }
}

/** As people type: whatever apostrophe the keyboard has, and no care for spaces and capitals. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/['`‘’ʻʼ]/gu, 'ʻ')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
