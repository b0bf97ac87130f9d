'use client';

import { Button } from '@jowi/ui/button';
import { Download } from 'lucide-react';
import { paths } from '../../api/paths.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMay } from '../../session/session.query.ts';

/** The till's journal as a file that can be checked without us; for those who read the log. */
export function ExportJournalButton({ terminalId }: { terminalId: string }) {
  const { t } = useWords();
  return useMay('audit/read') ? (
    <Button asChild variant="outline">
      <a href={paths.journalExport(terminalId)} download title={t('journalExport.hint')}>
        <Download size={16} aria-hidden="true" />
        {t('journalExport.button')}
      </a>
    </Button>
  ) : null;
}
