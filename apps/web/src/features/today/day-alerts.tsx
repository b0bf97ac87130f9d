'use client';

import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import Link from 'next/link';
import { useWords } from '../../i18n/use-words.ts';

/** What waits for a machine, and what waits for a person. Nothing waiting: nothing shown. */
export function DayAlerts({ fiscalPending, quarantined }: { fiscalPending: number; quarantined: number }) {
  const { t } = useWords();
  return (
    <>
      {quarantined > 0 ? (
        <Notice
          tone="danger"
          title={t('today.quarantined', { count: quarantined })}
          actions={
            <Button asChild size="sm" variant="outline">
              <Link href="/terminals">{t('today.look')}</Link>
            </Button>
          }
        >
          {t('today.quarantinedText')}
        </Notice>
      ) : null}
      {fiscalPending > 0 ? (
        <Notice tone="warning" title={t('today.fiscalPending', { count: fiscalPending })}>
          {t('today.fiscalPendingText')}
        </Notice>
      ) : null}
    </>
  );
}
