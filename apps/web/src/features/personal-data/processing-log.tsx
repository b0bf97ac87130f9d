'use client';

import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { ScrollText } from 'lucide-react';
import Link from 'next/link';
import { useMay } from '../../session/session.query.ts';
import { usePersonalWords } from './use-personal-words.ts';

/** What was done with people's data is a part of the audit log, where nobody can take it away. */
export function ProcessingLog() {
  const { t } = usePersonalWords();
  const seesLog = useMay('audit/read');
  return (
    <Card className="max-w-2xl space-y-4 p-5">
      <p className="text-sm text-ink-soft">{t('log.text')}</p>
      {seesLog ? (
        <Button asChild variant="secondary">
          <Link href="/audit?group=personal-data">
            <ScrollText size={16} aria-hidden="true" />
            {t('log.open')}
          </Link>
        </Button>
      ) : null}
    </Card>
  );
}
