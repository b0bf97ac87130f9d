import { GENESIS_HASH, type JournalEntry } from '@jowi/contracts/sync/journal';
import { verifyHash, verifySignature } from '@jowi/sync/journal-hash';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { TerminalIdentity } from '../../platform/auth/access.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { JournalRepository } from './journal.repository.ts';
import { publicKeyOf } from './public-keys.ts';

/** A backup is not older than so many epochs of one till; beyond it somebody makes numbers up. */
const MAX_LOST_EPOCHS = 100;

/**
 * This server was restored from a backup and has lost the epochs its tills opened since. A till goes on from its own
 * journal, which is whole: its chain of such an epoch begins anew here, empty, and the till sends it from the first entry
 * on. It is no more than a till may do anyway, who opens epochs by asking: what matters is that it was signed by the
 * terminal's present key.
 */
@Injectable()
export class TakeBackEpochUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly journal: JournalRepository,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * `entries`: of one epoch. True when the chain of that epoch is there now. False: none of them was signed by this
   * terminal, or the epoch is far from any it had.
   */
  execute(terminal: TerminalIdentity, entries: readonly JournalEntry[]): Promise<boolean> {
    const { epoch } = entries[0]!;
    return this.db.withTenant(terminal.tenantId, async (tx) => {
      const known = await this.journal.lockTerminal(tx, terminal);
      if (!known || epoch > known.epoch + MAX_LOST_EPOCHS) return false;
      const { publicKey } = known;
      const key = publicKeyOf(publicKey);
      const isHers = entries.some((it) => verifyHash(it) && verifySignature(key, it.hash, it.signature));
      if (!isHers) return false;
      const isNew = await this.journal.takeBackEpoch(tx, terminal, { epoch, publicKey, hash: GENESIS_HASH });
      if (isNew) {
        await this.audit.record(tx, {
          action: 'terminals/new-epoch',
          subject: { kind: 'terminal', id: terminal.terminalId },
          before: { epoch: known.epoch },
          after: { epoch, lostByServer: true },
          storeId: terminal.storeId,
        });
      }
      return true;
    });
  }
}
