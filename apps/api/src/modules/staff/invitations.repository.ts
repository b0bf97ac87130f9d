import { Injectable } from '@nestjs/common';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';

export interface InvitationRow {
  readonly tenantId: string;
  readonly id: string;
  readonly employeeId: string;
  readonly expiresAtMs: number;
  /** Accepted or withdrawn. */
  readonly isClosed: boolean;
}

export interface NewInvitation {
  readonly id: string;
  readonly employeeId: string;
  readonly tokenHash: string;
  readonly language: 'ru' | 'uz';
  readonly invitedBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

@Injectable()
export class InvitationsRepository {
  constructor(private readonly db: KyselyDb) {}

  /** By the hash of the token in the link, before anything else is known. */
  async findByToken(tokenHash: string): Promise<InvitationRow | null> {
    const row = await this.db.withInvitation(tokenHash, (tx) =>
      tx
        .selectFrom('invitation')
        .select(['tenant_id', 'id', 'employee_id', 'expires_at', 'accepted_at', 'withdrawn_at'])
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst(),
    );
    if (!row) return null;
    return {
      tenantId: row.tenant_id,
      id: row.id,
      employeeId: row.employee_id,
      expiresAtMs: row.expires_at.getTime(),
      isClosed: row.accepted_at !== null || row.withdrawn_at !== null,
    };
  }

  async findBusinessName(tx: KyselyTx, tenantId: string): Promise<string> {
    const { name } = await tx
      .selectFrom('tenant')
      .select('name')
      .where('id', '=', tenantId)
      .executeTakeFirstOrThrow();
    return name;
  }

  async insert(tx: KyselyTx, tenantId: string, invitation: NewInvitation): Promise<void> {
    await tx
      .insertInto('invitation')
      .values({
        tenant_id: tenantId,
        id: invitation.id,
        employee_id: invitation.employeeId,
        token_hash: invitation.tokenHash,
        language: invitation.language,
        invited_by: invitation.invitedBy,
        created_at: new Date(invitation.createdAtMs),
        expires_at: new Date(invitation.expiresAtMs),
      })
      .execute();
  }

  /** Whatever is open for this employee; false when nothing was. */
  async withdraw(tx: KyselyTx, tenantId: string, employeeId: string, nowMs: number): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('invitation')
      .set({ withdrawn_at: new Date(nowMs) })
      .where('tenant_id', '=', tenantId)
      .where('employee_id', '=', employeeId)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  /** True for one caller only. */
  async accept(tx: KyselyTx, tenantId: string, id: string, nowMs: number): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('invitation')
      .set({ accepted_at: new Date(nowMs) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', new Date(nowMs))
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }
}
