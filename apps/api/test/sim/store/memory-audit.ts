import {
  type AuditHead,
  AuditLogRepository,
  type FinishedEntry,
} from '../../../src/platform/audit/audit-log.repository.ts';
import {
  ChainRowsRepository,
  type StoredEntry,
  type StoredHead,
} from '../../../src/platform/audit/chain-rows.repository.ts';
import type { AnyTx } from '../../../src/platform/db/any-tx.ts';
import type { MemoryDatabase } from './memory-database.ts';
import { memoryTx } from './memory-db.ts';
import type { AuditRow } from './rows.ts';

export class MemoryAuditLog extends AuditLogRepository {
  override lockHead(tx: AnyTx): Promise<AuditHead> {
    const it = memoryTx(tx);
    const { auditHead } = it.database.tables;
    return it.send(async () => {
      await it.lock(auditHead, '');
      const head = it.get(auditHead, '');
      if (!head) throw new Error('This business has no head of its audit log');
      return head;
    });
  }

  override async append(tx: AnyTx, entries: readonly FinishedEntry[]): Promise<void> {
    const it = memoryTx(tx);
    const { auditHead, audit } = it.database.tables;
    const last = entries.at(-1);
    if (!last) return;
    const { tenantId, seq, mac } = last;
    await it.send(async () => {
      for (const entry of entries) await it.insert(audit, entry);
      await it.update(auditHead, '', () => ({ tenantId, seq, mac }));
    });
  }
}

/** What the check of the log reads. */
export class MemoryChainRows extends ChainRowsRepository {
  readonly #database: MemoryDatabase;

  constructor(database: MemoryDatabase) {
    super(async () => []);
    this.#database = database;
  }

  override async findHead(tenantId: string): Promise<StoredHead | null> {
    return this.#database.tables.auditHead.visibleTo(tenantId).get('') ?? null;
  }

  override async list(tenantId: string, afterSeq: number, limit: number): Promise<StoredEntry[]> {
    return [...this.#database.tables.audit.visibleTo(tenantId).values()]
      .filter((row) => row.seq > afterSeq)
      .sort((a, b) => a.seq - b.seq)
      .slice(0, limit)
      .map(storedOf);
  }
}

function storedOf({ mac, origin, personal, ...entry }: AuditRow): StoredEntry {
  return { entry, mac, origin, personal };
}
