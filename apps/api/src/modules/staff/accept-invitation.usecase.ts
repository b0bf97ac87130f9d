import type { CodeRequested } from '@jowi/contracts/http/codes';
import type { InvitationAccept, InvitationStep, InvitationView } from '@jowi/contracts/http/staff';
import type { Language } from '@jowi/contracts/scalar';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { assertGoodPassword } from '../../platform/auth/password-rules.ts';
import { People } from '../../platform/auth/people.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { OneTimeCodes } from '../../platform/codes/one-time-codes.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { maskAddress } from '../../platform/messages/message.ts';
import { ConsentsPort } from '../personal-data/consents.port.ts';
import { hashInvitationToken, InvitationTickets } from './invitation-token.ts';
import { type InvitationRow, InvitationsRepository } from './invitations.repository.ts';
import { type EmployeeRow, StaffRepository } from './staff.repository.ts';

interface Open {
  readonly invitation: InvitationRow;
  readonly employee: EmployeeRow & { readonly phone: string };
  readonly businessName: string;
}

/**
 * From the link to an account that works in the business: the link says who is meant, a code proves the phone, and a
 * phone without an account gets a password. Whether it has one is told only to whoever holds it.
 */
@Injectable()
export class AcceptInvitationUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly invitations: InvitationsRepository,
    private readonly staff: StaffRepository,
    private readonly codes: OneTimeCodes,
    private readonly people: People,
    private readonly tickets: InvitationTickets,
    private readonly trail: AuditTrail,
    private readonly consents: ConsentsPort,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError invitations/* */
  async look(token: string): Promise<InvitationView> {
    const { invitation, employee, businessName } = await this.#getOpen(hashInvitationToken(token));
    return {
      businessName,
      employeeName: employee.name,
      roleKind: employee.roleKind,
      roleName: employee.roleName,
      phoneHint: maskAddress(employee.phone),
      expiresAtMs: invitation.expiresAtMs,
    };
  }

  /** @throws ProblemError invitations/*, codes/limit, messages/unavailable */
  async sendCode(token: string, language: 'ru' | 'uz', address: string): Promise<CodeRequested> {
    const { employee } = await this.#getOpen(hashInvitationToken(token));
    return this.codes.request({ phone: employee.phone, purpose: 'invite', language, address });
  }

  /** @throws ProblemError invitations/*, codes/* */
  async accept({ token, requestId, code, consent }: InvitationAccept): Promise<InvitationStep> {
    const tokenHash = hashInvitationToken(token);
    const open = await this.#getOpen(tokenHash);
    const { phone } = await this.codes.verify({ requestId, code, purpose: 'invite' });
    // A code for another invitation, or her number was changed since.
    if (phone !== open.employee.phone) throw new ProblemError('codes/spent');
    const account = await this.people.findByPhone(phone);
    if (!account)
      return {
        step: 'password',
        ticket: await this.tickets.sign({ tokenHash, phone, language: consent.language }, this.clock.nowMs()),
      };
    await this.#join(open, account.userId, consent.language);
    return { step: 'done', phone };
  }

  /** @throws ProblemError invitations/*, account/password-* */
  async setPassword(ticket: string, password: string): Promise<InvitationStep> {
    const proof = await this.tickets.verify(ticket, this.clock.nowMs());
    if (!proof) throw new ProblemError('invitations/ticket-expired');
    const open = await this.#getOpen(proof.tokenHash);
    if (proof.phone !== open.employee.phone) throw new ProblemError('invitations/ticket-expired');
    assertGoodPassword(password, proof.phone);
    // Somebody who opened one meanwhile keeps her password.
    const account = await this.people.findByPhone(proof.phone);
    const userId =
      account?.userId ??
      (await this.people.createPerson({ phone: proof.phone, password, name: open.employee.name }));
    await this.#join(open, userId, proof.language);
    return { step: 'done', phone: proof.phone };
  }

  async #join({ invitation, employee }: Open, userId: string, language: Language): Promise<void> {
    const { tenantId, id } = invitation;
    await this.db.withTenant(tenantId, async (tx) => {
      await this.staff.lock(tx, tenantId);
      const isHers =
        (await this.invitations.accept(tx, tenantId, id, this.clock.nowMs())) &&
        (await this.staff.setUser(tx, tenantId, employee.id, userId));
      if (!isHers) throw new ProblemError('invitations/used');
      await this.consents.record(tx, {
        tenantId,
        employeeId: employee.id,
        language,
        source: 'invitation',
      });
      await this.trail.record(tx, {
        action: 'staff/invitation-accept',
        subject: { kind: 'employee', id: employee.id, name: employee.name },
        actor: { kind: 'person', id: userId },
        before: { hasAccount: false },
        after: { hasAccount: true },
      });
    });
  }

  /** @throws ProblemError invitations/unknown, invitations/expired, invitations/used */
  async #getOpen(tokenHash: string): Promise<Open> {
    const invitation = await this.invitations.findByToken(tokenHash);
    if (!invitation) throw new ProblemError('invitations/unknown');
    if (invitation.isClosed) throw new ProblemError('invitations/used');
    if (invitation.expiresAtMs <= this.clock.nowMs()) throw new ProblemError('invitations/expired');
    const { tenantId, employeeId } = invitation;
    const [employee, businessName] = await this.db.withTenant(tenantId, (tx) =>
      Promise.all([
        this.staff.find(tx, tenantId, employeeId),
        this.invitations.findBusinessName(tx, tenantId),
      ]),
    );
    if (!employee?.active || employee.phone === null || employee.userId !== null)
      throw new ProblemError('invitations/used');
    return { invitation, employee: { ...employee, phone: employee.phone }, businessName };
  }
}
