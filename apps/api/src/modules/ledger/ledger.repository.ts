import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { sendAhead } from '../../platform/db/kysely-on-connection.ts';
import { type DocumentPostings, LedgerPort } from './ledger.port.ts';

@Injectable()
export class LedgerRepository extends LedgerPort {
  override post(tx: KyselyTx, tenantId: string, documents: readonly DocumentPostings[]): void {
    const rows = documents.flatMap(({ postings, ...document }) =>
      postings.map((posting) => ({ ...document, ...posting })),
    );
    if (rows.length === 0) return;
    sendAhead(
      tx,
      sql`
      INSERT INTO posting (tenant_id, document_kind, document_id, business_date, account, debit_tiyin, credit_tiyin)
      SELECT ${tenantId}, document_kind, document_id, business_date, account, debit, credit FROM unnest(
        ${rows.map((r) => r.documentKind)}::text[], ${rows.map((r) => r.documentId)}::uuid[],
        ${rows.map((r) => r.businessDate)}::date[], ${rows.map((r) => r.account)}::text[],
        ${rows.map((r) => String(r.debitTiyin))}::bigint[], ${rows.map((r) => String(r.creditTiyin))}::bigint[]
      ) WITH ORDINALITY AS r (document_kind, document_id, business_date, account, debit, credit, nth)
      ORDER BY nth`,
    );
  }
}
