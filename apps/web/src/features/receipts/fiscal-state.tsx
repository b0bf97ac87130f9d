'use client';

import type { ReceiptSummary } from '@jowi/contracts/http/receipts';
import { StatusDot } from '@jowi/ui/badge';
import { useWords } from '../../i18n/use-words.ts';

export function FiscalState({
  fiscal,
  quiet = false,
}: {
  fiscal: ReceiptSummary['fiscal'];
  quiet?: boolean;
}) {
  const { t } = useWords();
  return fiscal === 'registered' ? (
    <StatusDot tone="success" label={t('common:status.fiscalRegistered')} quiet={quiet} />
  ) : (
    <StatusDot tone="warning" label={t('common:status.fiscalPending')} quiet={quiet} />
  );
}
