import { zNewPassword } from '@jowi/contracts/http/account';
import type { RegistrationBusiness } from '@jowi/contracts/http/registration';
import { DomainError } from '@jowi/domain/errors';
import { parseTaxId } from '@jowi/domain/tax-id';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { assertGoodPassword } from '../../platform/auth/password-rules.ts';
import { type Account, People } from '../../platform/auth/people.ts';
import { PersonSessions } from '../../platform/auth/person-sessions.ts';
import { SignInTokens } from '../../platform/auth/sign-in-tokens.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { newId } from '../../platform/ids/new-id.ts';
import { RateLimits } from '../../platform/limits/rate-limits.ts';
import { ConsentsPort } from '../personal-data/consents.port.ts';
import { type Attempt, AttemptRepository } from './attempt.repository.ts';
import { NewBusinessRepository } from './new-business.repository.ts';

/** A registration is its phone's: whoever guesses the password of that account has ten tries. */
const PASSWORD_TRIES = { name: 'registration/password', max: 10, windowMs: 10 * 60_000 };

export interface Registration {
  readonly tenantId: string;
  readonly userId: string;
  /** Whether it was proved anew who she is; otherwise she has a session of hers already, or has to sign in. */
  readonly proved: boolean;
}

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
    private readonly sessions: PersonSessions,
    private readonly tokens: SignInTokens,
    private readonly attempts: AttemptRepository,
    private readonly businesses: NewBusinessRepository,
    private readonly limits: RateLimits,
    private readonly consents: ConsentsPort,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @throws ProblemError registration/expired, registration/phone-not-proved, registration/account-exists and
   *   registration/business-exists at their fields, business/tax-id-format, business/pinfl-invalid
   */
  async execute(who: Registrant, input: RegistrationBusiness): Promise<Registration> {
    const taxId = readTaxId(input.taxId);
    const nowMs = this.clock.nowMs();
    const { ticketId } = who;
    if (ticketId === null) throw new ProblemError('registration/expired');
    const tenantId = newId(nowMs);
    return this.db.withTenant(tenantId, async (tx) => {
      const attempt = await this.attempts.lock(tx, ticketId, nowMs);
      if (!attempt) throw new ProblemError('registration/expired');
      if (attempt.tenantId !== null) return this.#again(attempt, attempt.tenantId, input.password);
      if (attempt.provedAtMs === null) throw new ProblemError('registration/phone-not-proved');
      const { phone } = attempt;
      await this.businesses.lockPhone(tx, phone);
      const { userId, proved } = await this.#openAccount(tx, attempt, who, { ...input, taxId, tenantId });
      const { employeeId } = await this.businesses.insert(
        tx,
        { tenantId, userId, phone, taxId, input },
        nowMs,
      );
      await this.attempts.setDone(tx, attempt.id, tenantId);
      await this.consents.record(tx, {
        tenantId,
        employeeId,
        language: input.language,
        source: 'registration',
      });
      await this.audit.record(tx, {
        action: 'business/register',
        subject: { kind: 'business', id: tenantId, name: input.name },
        after: {
          name: input.name,
          kind: input.kind,
          taxId,
          vatPayer: input.vatPayer,
          store: input.store.name,
          offer: input.consent.offer,
        },
        actor: { kind: 'employee', id: employeeId },
      });
      return { tenantId, userId, proved };
    });
  }

  /** The answer got lost: the same again, and a session for the right password only. */
  async #again({ phone }: Attempt, tenantId: string, password: string | null): Promise<Registration> {
    const account = password === null ? null : await this.#tryPassword(phone, password);
    return { tenantId, userId: account?.userId ?? '', proved: account !== null };
  }

  /** The account of the proved phone: a new one, one nobody ever worked with, or hers by session or password. */
  async #openAccount(
    tx: KyselyTx,
    { phone }: Attempt,
    who: Registrant,
    input: Pick<RegistrationBusiness, 'password' | 'ownerName' | 'taxId'> & { tenantId: string },
  ): Promise<Pick<Registration, 'userId' | 'proved'>> {
    const { password, ownerName: name } = input;
    const account = await this.people.findByPhone(phone);
    const tenantIds = account ? await this.businesses.listBusinesses(tx, account.userId) : [];
    if (!account || tenantIds.length === 0) {
      if (!zNewPassword.safeParse(password).success || password === null)
        throw new ProblemError('common/validation', { field: 'password' });
      assertGoodPassword(password, phone);
      const userId = await this.people.createPerson({ phone, password, name });
      if (account) await this.#endStanding(userId);
      return { userId, proved: true };
    }
    const { userId } = account;
    if (who.userId !== userId && !(password !== null && (await this.#tryPassword(phone, password))))
      throw new ProblemError('registration/account-exists', { field: 'password' });
    if (await this.businesses.hasTaxId(tx, input.tenantId, tenantIds, input.taxId))
      throw new ProblemError('registration/business-exists', { field: 'taxId' });
    return { userId, proved: who.userId !== userId };
  }

  /** Whoever was in by the password that was replaced: the phone may have been somebody else's then. */
  async #endStanding(userId: string): Promise<void> {
    this.sessions.forget(await this.people.endSessions(userId, null));
    await this.tokens.forget(userId);
  }

  async #tryPassword(phone: string, password: string): Promise<Account | null> {
    const draws = [{ limit: PASSWORD_TRIES, key: phone }];
    await this.limits.take(draws);
    const account = await this.people.checkPassword(phone, password);
    if (account) await this.limits.giveBack(draws);
    return account;
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
