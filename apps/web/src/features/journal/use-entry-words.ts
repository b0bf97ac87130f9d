'use client';

import type { Decision, RepairAction } from '@jowi/contracts/http/journal';
import type { Tone } from '@jowi/ui/badge';
import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

const kinds = ['SaleV1', 'ShiftOpenedV1', 'ShiftClosedV1', 'FiscalisedV1', 'ApprovalV1'] as const;
type Kind = (typeof kinds)[number];
const isKind = (kind: string): kind is Kind => (kinds as readonly string[]).includes(kind);

export const decisionTone = (action: RepairAction): Tone => (action === 'set-aside' ? 'neutral' : 'success');

/** Entries and decisions in words. */
export function useEntryWords() {
  const { t } = useWords();
  const format = useFormat();
  return useMemo(
    () => ({
      // a kind of a newer till shows as it is
      kind: (kind: string) => (isKind(kind) ? t(`journal.kind.${kind}`) : kind),
      title: ({ kind, sale }: { kind: string; sale: { receiptNumber: number } | null }) =>
        sale
          ? t('journal.sale', { number: sale.receiptNumber })
          : isKind(kind)
            ? t(`journal.kind.${kind}`)
            : kind,
      decided: ({ action }: Decision) => t(`journal.done.${action}`),
      by: ({ employeeName, decidedAtMs }: Decision) =>
        t('journal.by', { name: employeeName, time: format.dateTime(decidedAtMs) }),
    }),
    [t, format],
  );
}
