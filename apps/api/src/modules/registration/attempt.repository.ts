import { type RegistrationDraft, zRegistrationDraft } from '@jowi/contracts/http/registration';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';

/** A registration on its way, as the holder of its cookie may know it. */
export interface Attempt {
  readonly id: string;
  readonly phone: string;
  readonly codeRequestId: string;
  readonly codeExpiresAtMs: number;
  readonly resendAtMs: number;
  readonly provedAtMs: number | null;
  readonly draft: RegistrationDraft;
  /** The business it became. */
  readonly tenantId: string | null;
  readonly expiresAtMs: number;
}

export type SentCode = Pick<Attempt, 'phone' | 'codeRequestId' | 'codeExpiresAtMs' | 'resendAtMs'>;

interface Row {
  id: string;
  phone: string;
  code_request_id: string;
  code_expires_at_ms: bigint;
  resend_at_ms: bigint;
  proved_at_ms: bigint | null;
  draft: unknown;
  tenant_id: string | null;
  expires_at_ms: bigint;
}

@Injectable()
export class AttemptRepository {
  constructor(private readonly db: KyselyDb) {}

  /** Null when there is no such registration or its day is over. */
  async find(id: string, nowMs: number): Promise<Attempt | null> {
    return this.db.withRegistration(id, (tx) => this.#read(tx, id, nowMs, sql``));
  }

  /**
   * The same inside the transaction of the business it is about to become, locked until that ends: of two at once the
   * second sees what the first did.
   */
  async lock(tx: KyselyTx, id: string, nowMs: number): Promise<Attempt | null> {
    await sql`SELECT set_config('app.registration_id', ${id}, true)`.execute(tx);
    return this.#read(tx, id, nowMs, sql`FOR UPDATE`);
  }

  /** Sweeps out the registrations of people who never came back. */
  async insert(id: string, code: SentCode, nowMs: number, lifeMs: number): Promise<void> {
    await this.db.withRegistration(id, async (tx) => {
      // Without a condition: the policy leaves only what may be forgotten, and reading is not granted with it.
      await sql`DELETE FROM registration.attempt`.execute(tx);
      await sql`
        INSERT INTO registration.attempt (id, phone, code_request_id, code_expires_at_ms, resend_at_ms, created_at_ms, expires_at_ms)
        VALUES (${id}, ${code.phone}, ${code.codeRequestId}, ${code.codeExpiresAtMs}, ${code.resendAtMs}, ${nowMs},
          ${nowMs + lifeMs})`.execute(tx);
    });
  }

  /** Another code, for this phone or another one: what was typed stays, a proof of an earlier phone does not. */
  async setCode(id: string, code: SentCode): Promise<void> {
    await this.db.withRegistration(id, async (tx) => {
      await sql`
        UPDATE registration.attempt SET phone = ${code.phone}, code_request_id = ${code.codeRequestId},
          code_expires_at_ms = ${code.codeExpiresAtMs}, resend_at_ms = ${code.resendAtMs}, proved_at_ms = NULL
        WHERE id = ${id} AND tenant_id IS NULL`.execute(tx);
    });
  }

  /** Only for the phone the code was sent to: another tab may have begun anew with another one. */
  async setProved(id: string, phone: string, atMs: number): Promise<void> {
    await this.db.withRegistration(id, async (tx) => {
      await sql`
        UPDATE registration.attempt SET proved_at_ms = ${atMs}
        WHERE id = ${id} AND phone = ${phone} AND proved_at_ms IS NULL`.execute(tx);
    });
  }

  async setDraft(id: string, draft: RegistrationDraft): Promise<void> {
    await this.db.withRegistration(id, async (tx) => {
      await sql`
        UPDATE registration.attempt SET draft = ${JSON.stringify(draft)}::jsonb
        WHERE id = ${id} AND tenant_id IS NULL AND proved_at_ms IS NOT NULL`.execute(tx);
    });
  }

  /** Once for ever; what was typed is in the business now and kept here no longer. */
  async setDone(tx: KyselyTx, id: string, tenantId: string): Promise<void> {
    await sql`
      UPDATE registration.attempt SET tenant_id = ${tenantId}, draft = '{}'
      WHERE id = ${id} AND tenant_id IS NULL`.execute(tx);
  }

  async #read(
    tx: KyselyTx,
    id: string,
    nowMs: number,
    locking: ReturnType<typeof sql>,
  ): Promise<Attempt | null> {
    const { rows } = await sql<Row>`
      SELECT id, phone, code_request_id, code_expires_at_ms, resend_at_ms, proved_at_ms, draft, tenant_id, expires_at_ms
      FROM registration.attempt WHERE id = ${id} AND expires_at_ms > ${nowMs} ${locking}`.execute(tx);
    const [row] = rows;
    if (!row) return null;
    return {
      id: row.id,
      phone: row.phone,
      codeRequestId: row.code_request_id,
      codeExpiresAtMs: Number(row.code_expires_at_ms),
      resendAtMs: Number(row.resend_at_ms),
      provedAtMs: row.proved_at_ms === null ? null : Number(row.proved_at_ms),
      draft: zRegistrationDraft.catch({}).parse(row.draft),
      tenantId: row.tenant_id,
      expiresAtMs: Number(row.expires_at_ms),
    };
  }
}
