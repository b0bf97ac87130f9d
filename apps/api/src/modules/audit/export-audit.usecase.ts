import type { AuditExportQuery } from '@jowi/contracts/http/audit';
import { loadCatalogue } from '@jowi/i18n/catalogues';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../platform/audit/audit-trail.ts';
import type { Person } from '../../platform/auth/access.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { auditCsvHead, auditCsvLine } from './audit-csv.ts';
import { AuditListRepository } from './audit-list.repository.ts';
import { withoutMargin } from './without-margin.ts';

/** More than a spreadsheet opens with ease; the newest ones are taken. */
const MAX_ROWS = 50_000;
const PAGE = 1_000;
/** Without it Excel takes UTF-8 for the code page of the machine. */
const BYTE_ORDER_MARK = '\ufeff';

/** The log as a file. Who took it out, and with which filters, stands in the log. */
@Injectable()
export class ExportAuditUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly log: AuditListRepository,
    private readonly audit: AuditTrail,
  ) {}

  async execute(person: Person, { language, ...filters }: AuditExportQuery): Promise<string> {
    const { tenantId } = person;
    const reading = {
      audit: await loadCatalogue(language, 'audit'),
      permissions: await loadCatalogue(language, 'permissions'),
      names: await this.db.withTenant(tenantId, (tx) => this.log.listStoreNames(tx, tenantId)),
      language,
    };
    const show = person.permissions.has('margin/read') ? null : withoutMargin;
    const parts = [BYTE_ORDER_MARK, auditCsvHead(reading)];
    let belowSeq: number | null = null;
    let rows = 0;
    while (rows < MAX_ROWS) {
      const page = await this.db.withTenant(tenantId, (tx) =>
        this.log.list(tx, tenantId, filters, { belowSeq, limit: PAGE }),
      );
      for (const entry of page) parts.push(auditCsvLine(show ? show(entry) : entry, reading));
      rows += page.length;
      belowSeq = page.at(-1)?.seq ?? null;
      if (page.length < PAGE) break;
    }
    await this.db.withTenant(tenantId, (tx) =>
      this.audit.record(tx, {
        action: 'audit/export',
        subject: { kind: 'audit', id: tenantId },
        after: { rows, ...filters },
      }),
    );
    return parts.join('');
  }
}
