import type { RegistrationBusiness } from '@jowi/contracts/http/registration';
import { DomainError } from '@jowi/domain/errors';
import { parseTaxId } from '@jowi/domain/tax-id';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { People } from '../../platform/auth/people.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { RateLimits } from '../../platform/limits/rate-limits.ts';
import { AccountRepository } from './account.repository.ts';
import { type Attempt, AttemptRepository } from './attempt.repository.ts';
import { NewBusinessRepository } from './new-business.repository.ts';

/** A registration is its phone's: whoever guesses the password of that account has ten tries. */
const PASSWORD_TRIES = { name: 'registration/password', max: 10, windowMs: 10 * 60_000 };

export interface Registrant {
  readonly ticketId: string | null;
  /** Whose session the browser has, if any. */
  readonly userId: string | null;
}

/**
 * Makes a business with everything it needs, once for ever. The account comes first, because it is kept elsewhere: if
 * the server dies in between, an account without any business is left, which the same phone takes over at its next try.
 */
@Injectable()
export class RegisterBusinessUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly accounts: AccountRepository,
    private readonly attempts: AttemptRepository,
    private readonly businesses: NewBusinessRepository,
    private readonly limits: RateLimits,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @throws ProblemError registration/expired, registration/phone-not-proved, registration/account-exists and
   *   registration/business-exists at their fields, business/tax-id-format, business/pinfl-invalid
   */
  async execute(
    who: Registrant,
    input: RegistrationBusiness,
  ): Promise<{ readonly tenantId: string; readonly phone: string }> {
    const taxId = readTaxId(input.taxId);
    const nowMs = this.clock.nowMs();
    const { ticketId } = who;
    if (ticketId === null) throw new ProblemError('registration/expired');
    const tenantId = newId(nowMs);
    return this.db.withTenant(tenantId, async (tx) => {
      const attempt = await this.attempts.lock(tx, ticketId, nowMs);
      if (!attempt) throw new ProblemError('registration/expired');
      const { phone } = attempt;
      if (attempt.tenantId !== null) return { tenantId: attempt.tenantId, phone };
      if (attempt.provedAtMs === null) throw new ProblemError('registration/phone-not-proved');
      await this.businesses.lockPhone(tx, phone);
      const userId = await this.#openAccount(tx, attempt, who, { ...input, taxId, tenantId });
      const { employeeId } = await this.businesses.insert(
        tx,
        { tenantId, userId, phone, taxId, input },
        nowMs,
      );
      await this.attempts.setDone(tx, attempt.id, tenantId);
      await this.audit.record(tx, {
        action: 'business/register',
        subject: { kind: 'business', id: tenantId, name: input.name },
        after: {
          name: input.name,
          kind: input.kind,
          taxId,
          vatPayer: input.vatPayer,
          store: input.store.name,
        },
        actor: { kind: 'employee', id: employeeId },
      });
      return { tenantId, phone };
    });
  }

  /** The account of the proved phone: a new one, one nobody ever worked with, or hers by session or password. */
  async #openAccount(
    tx: KyselyTx,
    { phone }: Attempt,
    who: Registrant,
    input: Pick<RegistrationBusiness, 'password' | 'ownerName' | 'taxId'> & { tenantId: string },
  ): Promise<string> {
    const { password, ownerName: name } = input;
    const userId = await this.accounts.findUserId(phone);
    const tenantIds = userId === null ? [] : await this.businesses.listBusinesses(tx, userId);
    if (userId === null || tenantIds.length === 0) {
      if (password === null) throw new ProblemError('common/validation', { field: 'password' });
      return this.people.createPerson({ phone, password, name });
    }
    if (who.userId !== userId) {
      if (password === null) throw new ProblemError('registration/account-exists', { field: 'password' });
      await this.limits.take([{ limit: PASSWORD_TRIES, key: phone }]);
      if (!(await this.accounts.hasPassword(userId, password)))
        throw new ProblemError('registration/account-exists', { field: 'password' });
    }
    if (await this.businesses.hasTaxId(tx, input.tenantId, tenantIds, input.taxId))
      throw new ProblemError('registration/business-exists', { field: 'taxId' });
    return userId;
  }
}

function readTaxId(text: string): string {
  try {
    return parseTaxId(text).value;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'business/pinfl-invalid')
      throw new ProblemError('business/pinfl-invalid', { field: 'taxId' });
    throw new ProblemError('business/tax-id-format', { field: 'taxId' });
  }
}
