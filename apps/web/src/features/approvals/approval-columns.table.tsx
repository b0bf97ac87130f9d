'use client';

import type { Approval } from '@jowi/contracts/http/approvals';
import { createColumnHelper } from '@tanstack/react-table';
import Link from 'next/link';
import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMay } from '../../session/session.query.ts';
import { useApprovalWords } from './approval-words.ts';

const column = createColumnHelper<Approval>();

export function useApprovalColumns() {
  const { t } = useWords();
  const format = useFormat();
  const words = useApprovalWords();
  return useMemo(
    () => [
      column.accessor('occurredAtMs', {
        header: t('receipts.time'),
        meta: { className: 'hidden sm:table-cell whitespace-nowrap tabular-nums text-ink-soft' },
        cell: ({ getValue }) => format.dateTime(getValue()),
      }),
      column.accessor('operation', {
        header: t('approvals.what'),
        cell: ({ row: { original } }) => (
          <span className="block min-w-40 py-1.5">
            <span className="block font-medium">
              {words.operation(original)} {words.asked(original)}
            </span>
            <span className="block text-xs text-ink-faint">
              {[
                original.productName && format.name(original.productName),
                t('approvals.alone', { limit: words.limit(original) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className="block text-xs text-ink-faint sm:hidden">
              {format.dateTime(original.occurredAtMs)} · {original.reason}
            </span>
            <span className="block text-xs sm:hidden">
              <UsedBy receipt={original.receipt} />
            </span>
          </span>
        ),
      }),
      column.accessor('approverName', {
        header: t('approvals.approver'),
        cell: ({ row: { original } }) => (
          <span className="block min-w-32 py-1.5 xl:min-w-44">
            <span className="block font-medium">{original.approverName}</span>
            <span className="block text-xs text-ink-faint">
              {t('approvals.askedBy', { name: original.employeeName })}
            </span>
          </span>
        ),
      }),
      column.accessor('reason', {
        header: t('approvals.reason'),
        meta: { className: 'hidden sm:table-cell' },
        cell: ({ getValue }) => <span className="block max-w-80 py-1.5 break-words">{getValue()}</span>,
      }),
      column.accessor('storeName', {
        header: t('terminals.store'),
        meta: { className: 'hidden xl:table-cell text-ink-soft' },
        cell: ({ row: { original } }) => `${original.storeName}, ${original.terminalName}`,
      }),
      column.accessor('receipt', {
        header: t('receipts.number'),
        meta: { className: 'hidden sm:table-cell whitespace-nowrap tabular-nums' },
        cell: ({ getValue }) => <UsedBy receipt={getValue()} />,
      }),
    ],
    [t, format, words],
  );
}

/** The sale that used it, to be opened by whoever may. */
function UsedBy({ receipt }: Pick<Approval, 'receipt'>) {
  const { t } = useWords();
  const opensReceipts = useMay('receipts/read');
  if (!receipt) return <span className="text-ink-faint">{t('approvals.unused')}</span>;
  if (!opensReceipts) return `№ ${receipt.receiptNumber}`;
  return (
    <Link href={`/receipts/${receipt.id}`} className="font-medium text-primary-ink underline">
      № {receipt.receiptNumber}
    </Link>
  );
}
