'use client';

import type { AuditEntryView } from '@jowi/contracts/http/audit';
import { Button } from '@jowi/ui/button';
import { EmptyState } from '@jowi/ui/empty-state';
import { Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { ListTable } from '../../list/list-table.tsx';
import { NothingFound } from '../../list/nothing-found.tsx';
import { useUrlFilters } from '../../list/use-url-filters.ts';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { auditExportPath, auditFilterNames, useAuditList } from './audit.query.ts';
import { AuditCheckNotice } from './audit-check.tsx';
import { useAuditColumns } from './audit-columns.table.tsx';
import { AuditEntrySheet } from './audit-entry-sheet.tsx';
import { AuditFilterRow } from './audit-filters.tsx';
import { useAuditWords } from './use-audit-words.ts';

/** Who changed what. The filters are in the address, so that a finding can be sent to a colleague. */
export function AuditListScreen() {
  const { t } = useAuditWords();
  const { language } = usePreferences();
  const { filters, active, set, reset } = useUrlFilters(auditFilterNames);
  const [open, setOpen] = useState<AuditEntryView | null>(null);
  const list = useAuditList(filters);
  const columns = useAuditColumns(setOpen);
  return (
    <>
      <PageHead
        title={t('page.title')}
        actions={
          <Button asChild variant="outline">
            <a href={auditExportPath(filters, language)} download>
              <Download size={16} aria-hidden="true" />
              {t('page.export')}
            </a>
          </Button>
        }
      />
      <AuditCheckNotice
        length={active || list.firstLoad ? null : (list.rows[0]?.seq ?? 0)}
        isWanted={!active}
      />
      <AuditFilterRow filters={filters} active={active} onChange={set} onReset={reset} />
      <ListTable
        list={list}
        columns={columns}
        rowId={(entry) => String(entry.seq)}
        onOpen={setOpen}
        label={t('page.title')}
        empty={
          active ? (
            <NothingFound onReset={reset} />
          ) : (
            <EmptyState icon={ScrollText} title={t('page.emptyTitle')} text={t('page.emptyText')} />
          )
        }
      />
      {open ? <AuditEntrySheet entry={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
