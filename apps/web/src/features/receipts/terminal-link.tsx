'use client';

import { Button } from '@jowi/ui/button';
import Link from 'next/link';
import { useWords } from '../../i18n/use-words.ts';
import { useMay } from '../../session/session.query.ts';

/** To the till's own page with its journal, or to an entry of its quarantine there, for those who may see it. */
export function TerminalLink({ terminalId, entryId }: { terminalId: string; entryId?: string }) {
  const { t } = useWords();
  return useMay('terminals/read') ? (
    <Button asChild size="sm" variant="outline">
      <Link href={`/terminals/${terminalId}${entryId ? `?entry=${entryId}` : ''}`}>
        {t('where.toTerminal')}
      </Link>
    </Button>
  ) : null;
}
