'use client';

import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { cn } from '@jowi/ui/cn';
import { Skeleton } from '@jowi/ui/skeleton';
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeader, TableRow } from '@jowi/ui/table';
import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  type RowData,
  useReactTable,
} from '@tanstack/react-table';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { FailureNotice } from './failure-notice.tsx';
import type { PageList } from './use-page-list.ts';

declare module '@tanstack/react-table' {
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Right-aligned, tabular figures. */
    numeric?: boolean;
    /** Extra classes of every cell of the column, head included. */
    className?: string;
  }
}

export type ListTableProps<T> = {
  list: PageList<T>;
  // biome-ignore lint/suspicious/noExplicitAny: a column's value type differs column by column
  columns: ColumnDef<T, any>[];
  rowId: (row: T) => string;
  /** The row's own address; the whole row opens it. */
  href?: (row: T) => string;
  /** What a row without an address opens: a sheet. Put a button inside as well. */
  onOpen?: (row: T) => void;
  /** Shown in place of an empty table. */
  empty: ReactNode;
  label: string;
};

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The one list of the back office: sticky head, 44 px rows, skeletons, "show more", and its own failure. */
export function ListTable<T>({ list, columns, rowId, href, onOpen, empty, label }: ListTableProps<T>) {
  const router = useRouter();
  const table = useReactTable({
    data: list.rows,
    columns,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
  });

  const open = href ? (row: T) => router.push(href(row)) : onOpen;
  if (list.error && list.rows.length === 0) return <FailureNotice error={list.error} onRetry={list.retry} />;
  if (!list.firstLoad && list.rows.length === 0) return <Card>{empty}</Card>;

  return (
    <Card className="overflow-hidden" aria-busy={list.firstLoad || list.stale}>
      <TableFrame className="min-h-48 sm:max-h-[calc(100dvh-17rem)] sm:min-h-72">
        <Table aria-label={label}>
          <TableHead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => (
                  <TableHeader
                    key={header.id}
                    numeric={header.column.columnDef.meta?.numeric ?? false}
                    className={cn(header.column.columnDef.meta?.className, 'font-medium text-ink-faint')}
                  >
                    {flexRender(header.column.columnDef.header, header.getContext())}
                  </TableHeader>
                ))}
              </tr>
            ))}
          </TableHead>
          <TableBody className={list.stale ? 'opacity-60 transition-opacity' : undefined}>
            {list.firstLoad
              ? SKELETON_ROWS.map((row) => (
                  <TableRow key={row}>
                    {columns.map((column, at) => (
                      <TableCell key={column.id ?? at} className={column.meta?.className}>
                        <Skeleton className={column.meta?.numeric ? 'ml-auto w-16' : 'w-32 max-w-full'} />
                      </TableCell>
                    ))}
                  </TableRow>
                ))
              : table.getRowModel().rows.map((row) => (
                  <TableRow
                    key={row.id}
                    interactive={open !== undefined}
                    onClick={open && ((event) => openRow(event, () => open(row.original)))}
                  >
                    {row.getVisibleCells().map((cell) => (
                      <TableCell
                        key={cell.id}
                        numeric={cell.column.columnDef.meta?.numeric ?? false}
                        className={cell.column.columnDef.meta?.className}
                      >
                        {flexRender(cell.column.columnDef.cell, cell.getContext())}
                      </TableCell>
                    ))}
                  </TableRow>
                ))}
          </TableBody>
        </Table>
      </TableFrame>
      <ListFoot list={list} />
    </Card>
  );
}

/** A click on a link or a button inside the row is that thing's own; a text being selected is not a click. */
function openRow(event: React.MouseEvent, open: () => void): void {
  if (event.target instanceof Element && event.target.closest('a, button, input, label')) return;
  if (window.getSelection()?.toString()) return;
  open();
}

function ListFoot<T>({ list }: { list: PageList<T> }) {
  const { t } = useWords();
  if (list.firstLoad) return null;
  return (
    <footer className="flex min-h-12 items-center justify-between gap-3 border-t px-5 py-2 text-sm text-ink-faint">
      <span>{t('list.shown', { count: list.rows.length })}</span>
      {list.hasMore ? (
        <Button variant="secondary" size="sm" busy={list.loadingMore} onClick={list.loadMore}>
          {t('list.loadMore')}
        </Button>
      ) : (
        <span>{t('list.end')}</span>
      )}
    </footer>
  );
}
