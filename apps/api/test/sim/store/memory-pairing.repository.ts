import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import type { LastNumbersPort } from '../../../src/modules/terminals/last-numbers.port.ts';
import {
  type NewPairingCode,
  type Paired,
  PairingRepository,
  type PresentedCode,
} from '../../../src/modules/terminals/pairing.repository.ts';
import type { TerminalSettingsPort } from '../../../src/modules/terminals/terminal-settings.port.ts';
import type { AuditTrail } from '../../../src/platform/audit/audit-trail.ts';
import { ProblemError } from '../../../src/platform/errors/problem-error.ts';
import { type MemoryDb, memoryTx } from './memory-db.ts';

type Parts = {
  db: MemoryDb;
  settings: TerminalSettingsPort;
  numbers: LastNumbersPort;
  audit: AuditTrail;
};

export class MemoryPairing extends PairingRepository {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    super(parts.db, parts.settings, parts.numbers, parts.audit);
    this.#parts = parts;
  }

  override async replaceCode(tenantId: string, code: NewPairingCode): Promise<void> {
    const { db, audit } = this.#parts;
    await db.withTenant(tenantId, async (tx) => {
      const it = memoryTx(tx);
      const { terminal, pairingCode } = db.database.tables;
      const { id, terminalId, codeHash, expiresAtMs } = code;
      const owner = await it.send(async () => {
        await it.lock(terminal, terminalId);
        const row = it.get(terminal, terminalId);
        if (!row) throw new ProblemError('common/not-found');
        for (const old of it.all(pairingCode))
          if (old.terminalId === terminalId && !old.isUsed)
            await it.update(pairingCode, old.id, (it) => ({ ...it, expiresAtMs: code.nowMs }));
        await it.insert(pairingCode, { tenantId, id, terminalId, codeHash, expiresAtMs, isUsed: false });
        return row;
      });
      await audit.record(tx, {
        action: 'terminals/pairing-code',
        subject: { kind: 'terminal', id: terminalId, name: owner.name },
        after: { expiresAtMs },
        storeId: owner.storeId,
      });
    });
  }

  override async find(codeHash: string): Promise<PresentedCode | null> {
    return this.#parts.db.database.tables.pairingCode.findAnywhere((row) => row.codeHash === codeHash);
  }

  override async bind(code: PresentedCode, publicKey: string, nowMs: number): Promise<Paired | null> {
    const { db, audit } = this.#parts;
    const { tenantId, terminalId } = code;
    return db.withTenant(tenantId, async (tx) => {
      const it = memoryTx(tx);
      const { terminal, pairingCode, chain } = db.database.tables;
      const before = await it.send(async () => {
        await it.lock(terminal, terminalId);
        return it.get(terminal, terminalId)!;
      });
      const isGood = await it.send(async () => {
        await it.lock(pairingCode, code.id);
        const row = it.get(pairingCode, code.id)!;
        if (row.isUsed || row.expiresAtMs <= nowMs) return false;
        return it.update(pairingCode, code.id, (old) => ({ ...old, isUsed: true }));
      });
      if (!isGood) {
        const isRepeat = before.state === 'active' && before.publicKey === publicKey;
        return isRepeat ? this.#pairedAs(tx, code, before.epoch) : null;
      }
      const epoch = before.epoch + 1;
      await it.send(async () => {
        const paired = { publicKey, state: 'active' as const, epoch, unsent: null };
        await it.update(terminal, terminalId, (row) => ({ ...row, ...paired }));
        await it.insert(chain, { tenantId, terminalId, epoch, publicKey, seq: 0, hash: GENESIS_HASH });
      });
      const paired = await this.#pairedAs(tx, code, epoch);
      await audit.record(tx, {
        action: 'terminals/pair',
        subject: { kind: 'terminal', id: terminalId, name: before.name },
        before: { state: before.state, epoch: before.epoch },
        after: { state: 'active', epoch },
        storeId: before.storeId,
        actor: { kind: 'terminal', id: terminalId },
      });
      return paired;
    });
  }

  async #pairedAs(
    tx: Parameters<LastNumbersPort['getLastNumbers']>[0],
    code: PresentedCode,
    epoch: number,
  ): Promise<Paired> {
    const { numbers, settings } = this.#parts;
    const lastNumbers = await numbers.getLastNumbers(tx, code);
    return { epoch, lastNumbers, settings: await settings.getSettings(tx, code) };
  }
}
