import { type DocumentPostings, LedgerPort } from '../../../src/modules/ledger/ledger.port.ts';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import { date, int8 } from './column-types.ts';
import { checkViolation } from './database-failure.ts';
import { memoryTx } from './memory-db.ts';

export class MemoryLedger extends LedgerPort {
  override post(tx: KyselyTx, tenantId: string, documents: readonly DocumentPostings[]): void {
    const it = memoryTx(tx);
    it.sendAhead(async () => {
      for (const { documentKind, documentId, businessDate, postings } of documents) {
        let balance = 0n;
        for (const { account, debitTiyin, creditTiyin } of postings) {
          date(businessDate);
          const amounts = { debitTiyin: int8(debitTiyin), creditTiyin: int8(creditTiyin) };
          if (debitTiyin < 0n || creditTiyin < 0n || (debitTiyin > 0n && creditTiyin > 0n))
            throw checkViolation('posting_check');
          await it.insert(it.database.tables.posting, {
            ...{ tenantId, documentKind, documentId, account },
            ...amounts,
          });
          balance += debitTiyin - creditTiyin;
        }
        if (balance !== 0n) throw checkViolation('posting_balance');
      }
    });
  }
}
