import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { sendAhead } from '../../platform/db/kysely-on-connection.ts';
import { type DocumentPostings, LedgerPort } from './ledger.port.ts';

@Injectable()
export class LedgerRepository extends LedgerPort {
  override post(tx: KyselyTx, tenantId: string, documents: readonly DocumentPostings[]): void {
    const rows = documents.flatMap(({ documentKind, documentId, businessDate, postings }) =>
      postings.map(({ account, debitTiyin, creditTiyin }) => ({
        document_kind: documentKind,
        document_id: documentId,
        business_date: businessDate,
        account,
        debit: String(debitTiyin),
        credit: String(creditTiyin),
      })),
    );
    if (rows.length === 0) return;
    sendAhead(
      tx,
      sql`
      INSERT INTO posting (tenant_id, document_kind, document_id, business_date, account, debit_tiyin, credit_tiyin)
      SELECT ${tenantId}::uuid, r.* FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(document_kind text, document_id uuid,
        business_date date, account text, debit bigint, credit bigint)`,
    );
  }
}
