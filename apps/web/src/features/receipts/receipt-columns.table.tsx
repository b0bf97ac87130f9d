'use client';

import type { ReceiptSummary } from '@jowi/contracts/http/receipts';
import { Badge } from '@jowi/ui/badge';
import { createColumnHelper } from '@tanstack/react-table';
import Link from 'next/link';
import { useCallback, useMemo } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMay } from '../../session/session.query.ts';
import { FiscalState } from './fiscal-state.tsx';

const column = createColumnHelper<ReceiptSummary>();

/** Cost and margin are there for those who may see them. */
export function useReceiptColumns() {
  const seesMargin = useMay('margin/read');
  const { t } = useWords();
  const format = useFormat();
  const flagText = useCallback(
    (flags: readonly string[]) =>
      flags
        .map((flag) => t(flag === 'sales/approval-missing' ? 'approvals.missingTitle' : 'receipts.mismatch'))
        .join(' '),
    [t],
  );
  return useMemo(
    () => [
      column.accessor('receiptNumber', {
        header: t('receipts.number'),
        meta: { className: 'whitespace-nowrap tabular-nums' },
        cell: ({ row, getValue }) => (
          <span className="inline-flex items-center gap-2">
            <Link
              href={`/receipts/${row.original.id}`}
              className="font-medium group-hover/row:text-primary-ink"
            >
              № {getValue()}
            </Link>
            {row.original.originalReceiptNumber === null ? null : (
              <span className="text-xs text-ink-faint">
                {t('receipts.onPaper', { number: row.original.originalReceiptNumber })}
              </span>
            )}
            {row.original.flags.length > 0 ? (
              <span title={flagText(row.original.flags)}>
                <Badge tone="warning" icon>
                  <span className="sr-only">{flagText(row.original.flags)}</span>
                </Badge>
              </span>
            ) : null}
          </span>
        ),
      }),
      column.accessor('occurredAtMs', {
        header: t('receipts.time'),
        meta: { className: 'whitespace-nowrap tabular-nums text-ink-soft' },
        cell: ({ getValue }) => format.dateTime(getValue()),
      }),
      column.accessor('terminalName', {
        header: t('receipts.terminal'),
        meta: { className: 'hidden md:table-cell whitespace-nowrap text-ink-soft' },
      }),
      column.accessor('cashierName', {
        header: t('receipts.cashier'),
        meta: { className: 'hidden lg:table-cell whitespace-nowrap text-ink-soft' },
      }),
      column.accessor('lineCount', {
        header: t('receipts.lines'),
        meta: { numeric: true, className: 'hidden xl:table-cell text-ink-soft' },
      }),
      column.accessor('fiscal', {
        header: t('receipts.fiscal'),
        meta: { className: 'hidden sm:table-cell' },
        cell: ({ getValue }) => <FiscalState fiscal={getValue()} />,
      }),
      ...(seesMargin
        ? [
            column.accessor((row) => row.costTiyin ?? '0', {
              id: 'costTiyin',
              header: `${t('receipts.cost')}, ${format.currency}`,
              meta: { numeric: true, className: 'hidden lg:table-cell text-ink-soft' },
              cell: ({ getValue }) => format.wholeAmount(getValue()),
            }),
            column.accessor((row) => row.marginTiyin ?? '0', {
              id: 'marginTiyin',
              header: `${t('receipts.margin')}, ${format.currency}`,
              meta: { numeric: true, className: 'hidden sm:table-cell' },
              cell: ({ getValue }) => (
                <span className={getValue().startsWith('-') ? 'text-danger-ink' : undefined}>
                  {format.wholeAmount(getValue())}
                </span>
              ),
            }),
          ]
        : []),
      column.accessor('totalTiyin', {
        header: `${t('receipts.total')}, ${format.currency}`,
        meta: { numeric: true, className: 'font-medium' },
        cell: ({ getValue }) => format.amount(getValue()),
      }),
    ],
    [t, format, flagText, seesMargin],
  );
}
