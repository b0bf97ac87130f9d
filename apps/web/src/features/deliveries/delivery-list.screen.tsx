'use client';

import { Button } from '@jowi/ui/button';
import { EmptyState } from '@jowi/ui/empty-state';
import { createColumnHelper } from '@tanstack/react-table';
import { ArrowDownToLine, Plus } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ListTable } from '../../list/list-table.tsx';
import { useMay } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { type DeliveryRow, useDeliveryList } from './delivery.query.ts';

const column = createColumnHelper<DeliveryRow>();

export function DeliveryListScreen() {
  const { t } = useWords();
  const format = useFormat();
  const list = useDeliveryList();
  const columns = useMemo(
    () => [
      column.accessor('number', {
        header: t('deliveries.number'),
        meta: { className: 'tabular-nums' },
        cell: ({ row, getValue }) => (
          <Link
            href={`/deliveries/${row.original.id}`}
            className="font-medium group-hover/row:text-primary-ink"
          >
            {getValue()}
          </Link>
        ),
      }),
      column.accessor('documentDate', {
        header: t('deliveries.date'),
        meta: { className: 'hidden sm:table-cell tabular-nums whitespace-nowrap' },
        cell: ({ getValue }) => format.date(getValue()),
      }),
      column.accessor('supplierName', {
        header: t('deliveries.supplier'),
        meta: { className: 'min-w-36 font-medium' },
        cell: ({ row, getValue }) => (
          <>
            {getValue()}
            <span className="block text-xs font-normal text-ink-faint tabular-nums sm:hidden">
              {format.date(row.original.documentDate)}
            </span>
          </>
        ),
      }),
      column.accessor('documentNumber', {
        header: t('deliveries.document'),
        meta: { className: 'hidden sm:table-cell text-ink-soft whitespace-nowrap' },
        cell: ({ getValue }) =>
          getValue() || <span className="text-ink-faint">{t('deliveries.noDocument')}</span>,
      }),
      column.accessor('postedAtMs', {
        header: t('deliveries.posted'),
        meta: { className: 'hidden md:table-cell text-ink-soft tabular-nums whitespace-nowrap' },
        cell: ({ getValue }) => format.dateTime(getValue()),
      }),
      column.accessor('lineCount', {
        header: t('deliveries.lines'),
        meta: { numeric: true, className: 'hidden sm:table-cell' },
      }),
      column.accessor('costTiyin', {
        header: `${t('deliveries.cost')}, ${format.currency}`,
        meta: { numeric: true, className: 'font-medium' },
        cell: ({ getValue }) => format.amount(getValue()),
      }),
    ],
    [t, format],
  );
  const create = useMay('deliveries/post') ? (
    <Button asChild>
      <Link href="/deliveries/new">
        <Plus size={16} aria-hidden="true" />
        {t('deliveries.new')}
      </Link>
    </Button>
  ) : undefined;

  return (
    <>
      <PageHead title={t('deliveries.title')} actions={create} />
      <ListTable
        list={list}
        columns={columns}
        rowId={(delivery) => delivery.id}
        href={(delivery) => `/deliveries/${delivery.id}`}
        label={t('deliveries.title')}
        empty={
          <EmptyState
            icon={ArrowDownToLine}
            title={t('deliveries.emptyTitle')}
            text={t('deliveries.emptyText')}
            actions={create}
          />
        }
      />
    </>
  );
}
