'use client';

import type { Product } from '@jowi/contracts/http/catalogue';
import { createColumnHelper } from '@tanstack/react-table';
import Link from 'next/link';
import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useVatWord } from './vat-words.ts';

const column = createColumnHelper<Product>();

export function useProductColumns() {
  const { t } = useWords();
  const format = useFormat();
  const vatWord = useVatWord();
  // biome-ignore lint/correctness/useExhaustiveDependencies: vatWord follows t
  return useMemo(
    () => [
      column.accessor('name', {
        header: t('products.name'),
        meta: { className: 'min-w-40' },
        cell: ({ row, getValue }) => (
          <>
            <Link
              href={`/products/${row.original.id}`}
              className="font-medium text-ink group-hover/row:text-primary-ink"
            >
              {format.name(getValue())}
            </Link>
            <span className="block text-xs text-ink-faint md:hidden">{row.original.sku}</span>
          </>
        ),
      }),
      column.accessor('sku', {
        header: t('products.sku'),
        meta: { className: 'hidden md:table-cell text-ink-soft whitespace-nowrap' },
      }),
      column.accessor('barcodes', {
        header: t('products.barcode'),
        meta: { className: 'hidden md:table-cell whitespace-nowrap tabular-nums' },
        cell: ({ getValue }) => <Barcodes codes={getValue()} />,
      }),
      column.accessor('ikpu', {
        header: t('products.ikpu'),
        meta: { className: 'hidden xl:table-cell tabular-nums text-ink-soft' },
        cell: ({ getValue }) => getValue() ?? <span className="text-ink-faint">{t('products.noIkpu')}</span>,
      }),
      column.accessor('unit', {
        header: t('products.unit'),
        meta: { className: 'hidden sm:table-cell text-ink-soft' },
        cell: ({ getValue }) => t(`common:unit.${getValue()}`),
      }),
      column.accessor('vatRateBps', {
        header: t('products.vat'),
        meta: { numeric: true, className: 'hidden sm:table-cell text-ink-soft' },
        cell: ({ getValue }) => vatWord(getValue()),
      }),
      column.accessor('priceTiyin', {
        header: `${t('products.price')}, ${format.currency}`,
        meta: { numeric: true, className: 'font-medium' },
        cell: ({ getValue }) => format.amount(getValue()),
      }),
    ],
    [t, format],
  );
}

function Barcodes({ codes }: { codes: readonly string[] }) {
  const { t } = useWords();
  const [first, ...rest] = codes;
  if (first === undefined) return <span className="text-ink-faint">{t('products.noBarcode')}</span>;
  return (
    <span className="text-ink-soft">
      {first}
      {rest.length > 0 ? (
        <span className="ml-1.5 text-xs text-ink-faint" title={rest.join('\n')}>
          {t('products.moreBarcodes', { count: rest.length })}
        </span>
      ) : null}
    </span>
  );
}
