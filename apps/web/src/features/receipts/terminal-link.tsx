'use client';

import { Button } from '@jowi/ui/button';
import Link from 'next/link';
import { useWords } from '../../i18n/use-words.ts';
import { useMay } from '../../session/session.query.ts';

/** To the till's own page with its journal, for those who may see it. */
export function TerminalLink({ terminalId }: { terminalId: string }) {
  const { t } = useWords();
  return useMay('terminals/read') ? (
    <Button asChild size="sm" variant="outline">
      <Link href={`/terminals/${terminalId}`}>{t('where.toTerminal')}</Link>
    </Button>
  ) : null;
}
