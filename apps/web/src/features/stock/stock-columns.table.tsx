'use client';

import { divRound } from '@jowi/domain/money';
import { Badge } from '@jowi/ui/badge';
import { createColumnHelper } from '@tanstack/react-table';
import Link from 'next/link';
import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMay } from '../../session/session.query.ts';
import type { StockRow } from './stock.query.ts';

const column = createColumnHelper<StockRow>();

/** What the goods cost is there for those who may see it. */
export function useStockColumns() {
  const seesCost = useMay('margin/read');
  const { t } = useWords();
  const format = useFormat();
  return useMemo(
    () => [
      column.accessor('name', {
        header: t('stock.name'),
        meta: { className: 'min-w-36' },
        cell: ({ row, getValue }) => (
          <>
            <Link href={`/products/${row.original.productId}`} className="font-medium hover:text-primary-ink">
              {format.name(getValue())}
            </Link>
            {row.original.costTiyin === null ? null : (
              <span className="block text-xs text-ink-faint tabular-nums sm:hidden">
                {t('stock.cost')} {format.wholeAmount(row.original.costTiyin)}
              </span>
            )}
          </>
        ),
      }),
      column.accessor('sku', {
        header: t('stock.sku'),
        meta: { className: 'hidden sm:table-cell text-ink-soft whitespace-nowrap' },
      }),
      column.accessor('qtyMilli', {
        header: t('stock.qty'),
        meta: { numeric: true },
        cell: ({ getValue }) => <Qty qtyMilli={getValue()} />,
      }),
      ...(seesCost
        ? [
            column.accessor('costTiyin', {
              header: `${t('stock.cost')}, ${format.currency}`,
              meta: { numeric: true, className: 'hidden sm:table-cell' },
              cell: ({ getValue }) => format.wholeAmount(getValue() ?? '0'),
            }),
            column.accessor((row) => perUnit(row.costTiyin ?? '0', row.qtyMilli), {
              id: 'unitCost',
              header: t('stock.unitCost'),
              meta: { numeric: true, className: 'hidden lg:table-cell text-ink-soft' },
              cell: ({ getValue }) => {
                const unitCost = getValue();
                return unitCost === null ? '—' : format.wholeAmount(unitCost);
              },
            }),
          ]
        : []),
      column.accessor('priceTiyin', {
        header: t('stock.price'),
        meta: { numeric: true, className: 'hidden md:table-cell text-ink-soft' },
        cell: ({ getValue }) => format.amount(getValue()),
      }),
      column.accessor((row) => atPrice(row.priceTiyin, row.qtyMilli), {
        id: 'value',
        header: `${t('stock.value')}, ${format.currency}`,
        meta: { numeric: true, className: 'hidden xl:table-cell' },
        cell: ({ getValue }) => format.wholeAmount(getValue()),
      }),
    ],
    [t, format, seesCost],
  );
}

/** Below zero is said by word and shape as well as by colour. */
function Qty({ qtyMilli }: { qtyMilli: string }) {
  const { t } = useWords();
  const format = useFormat();
  if (!qtyMilli.startsWith('-')) return <span className="font-medium">{format.qty(qtyMilli)}</span>;
  return (
    <span className="inline-flex items-center gap-2">
      <Badge tone="danger" icon>
        {t('stock.below')}
      </Badge>
      <span className="font-medium text-danger-ink">{format.qty(qtyMilli)}</span>
    </span>
  );
}

function perUnit(costTiyin: string, qtyMilli: string): string | null {
  return qtyMilli === '0' ? null : String(divRound(BigInt(costTiyin) * 1000n, BigInt(qtyMilli), 'half-up'));
}

function atPrice(priceTiyin: string, qtyMilli: string): string {
  return String(divRound(BigInt(priceTiyin) * BigInt(qtyMilli), 1000n, 'half-up'));
}
