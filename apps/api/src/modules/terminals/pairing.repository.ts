import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import type { TerminalSettings } from '@jowi/contracts/sync/pull';
import type { LastNumbers } from '@jowi/contracts/sync/push';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { LastNumbersPort } from './last-numbers.port.ts';
import { TerminalSettingsPort } from './terminal-settings.port.ts';
import { refuseClosed } from './terminals.repository.ts';

export interface NewPairingCode {
  readonly id: string;
  readonly terminalId: string;
  readonly codeHash: string;
  readonly nowMs: number;
  readonly expiresAtMs: number;
}

export interface PresentedCode {
  readonly tenantId: string;
  readonly id: string;
  readonly terminalId: string;
  readonly expiresAtMs: number;
}

export interface Paired {
  readonly epoch: number;
  readonly lastNumbers: LastNumbers;
  readonly settings: TerminalSettings;
}

@Injectable()
export class PairingRepository {
  constructor(
    private readonly db: KyselyDb,
    private readonly settings: TerminalSettingsPort,
    private readonly numbers: LastNumbersPort,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Older codes of the terminal die. A till that was revoked comes back by a code, but not into a store that was closed.
   *
   * @throws ProblemError common/not-found, settings/store-closed
   */
  async replaceCode(tenantId: string, code: NewPairingCode): Promise<void> {
    await this.db.withTenant(tenantId, async (tx) => {
      // The terminal's row is the lock: two codes made at once leave one alive.
      const terminal = await tx
        .selectFrom('terminal')
        .select(['name', 'store_id'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', code.terminalId)
        .forUpdate()
        .executeTakeFirst();
      if (!terminal) throw new ProblemError('common/not-found');
      await refuseClosed(tx, tenantId, terminal.store_id);
      await tx
        .updateTable('pairing_code')
        .set({ expires_at: new Date(code.nowMs) })
        .where('tenant_id', '=', tenantId)
        .where('terminal_id', '=', code.terminalId)
        .where('used_at', 'is', null)
        .execute();
      await tx
        .insertInto('pairing_code')
        .values({
          tenant_id: tenantId,
          id: code.id,
          terminal_id: code.terminalId,
          code_hash: code.codeHash,
          expires_at: new Date(code.expiresAtMs),
        })
        .execute();
      await this.audit.record(tx, {
        action: 'terminals/pairing-code',
        subject: { kind: 'terminal', id: code.terminalId, name: terminal.name },
        after: { expiresAtMs: code.expiresAtMs },
        storeId: terminal.store_id,
      });
    });
  }

  /** Whose code this is; the business is not known yet. */
  async find(codeHash: string): Promise<PresentedCode | null> {
    const row = await this.db.withPairingCode(codeHash, (tx) =>
      tx
        .selectFrom('pairing_code')
        .select(['tenant_id', 'id', 'terminal_id', 'expires_at'])
        .where('code_hash', '=', codeHash)
        .executeTakeFirst(),
    );
    if (!row) return null;
    return {
      tenantId: row.tenant_id,
      id: row.id,
      terminalId: row.terminal_id,
      expiresAtMs: row.expires_at.getTime(),
    };
  }

  /**
   * Uses the code up and binds the key, in a new epoch with an empty chain. Null when the code was used before,
   * except by the same key: that till did not hear our answer and gets it again.
   *
   * @throws ProblemError settings/store-closed when its store was closed since the code was made
   */
  async bind(code: PresentedCode, publicKey: string, nowMs: number): Promise<Paired | null> {
    const { tenantId, terminalId } = code;
    return this.db.withTenant(tenantId, async (tx) => {
      const terminal = await tx
        .selectFrom('terminal')
        .select(['name', 'store_id', 'epoch', 'public_key', 'state'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', terminalId)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const { numUpdatedRows } = await tx
        .updateTable('pairing_code')
        .set({ used_at: new Date(nowMs) })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', code.id)
        .where('used_at', 'is', null)
        .where('expires_at', '>', new Date(nowMs))
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) {
        const isRepeat = terminal.state === 'active' && terminal.public_key === publicKey;
        return isRepeat ? this.#pairedAs(tx, code, terminal.epoch) : null;
      }
      await refuseClosed(tx, tenantId, terminal.store_id);
      const epoch = terminal.epoch + 1;
      await tx
        .updateTable('terminal')
        .set({ public_key: publicKey, state: 'active', epoch, unsent: null })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', terminalId)
        .execute();
      await tx
        .insertInto('terminal_chain')
        .values({
          tenant_id: tenantId,
          terminal_id: terminalId,
          epoch,
          public_key: publicKey,
          seq: 0,
          hash: GENESIS_HASH,
        })
        .execute();
      const paired = await this.#pairedAs(tx, code, epoch);
      await this.audit.record(tx, {
        action: 'terminals/pair',
        subject: { kind: 'terminal', id: terminalId, name: terminal.name },
        before: { state: terminal.state, epoch: terminal.epoch },
        after: { state: 'active', epoch },
        storeId: terminal.store_id,
        actor: { kind: 'terminal', id: terminalId },
      });
      return paired;
    });
  }

  async #pairedAs(tx: KyselyTx, code: PresentedCode, epoch: number): Promise<Paired> {
    const lastNumbers = await this.numbers.getLastNumbers(tx, code);
    return { epoch, lastNumbers, settings: await this.settings.getSettings(tx, code) };
  }
}
