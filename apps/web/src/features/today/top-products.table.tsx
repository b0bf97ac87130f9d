'use client';

import type { Dashboard } from '@jowi/contracts/http/dashboard';
import { Card, CardHeader } from '@jowi/ui/card';
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeader, TableRow } from '@jowi/ui/table';
import Link from 'next/link';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useMay } from '../../session/session.query.ts';

export function TopProducts({ rows }: { rows: Dashboard['topProducts'] }) {
  const seesMargin = useMay('margin/read');
  const { t } = useWords();
  const format = useFormat();
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t('today.topTitle')} text={t('today.topText')} className="pb-3" />
      <TableFrame>
        <Table>
          <TableHead>
            <tr>
              <TableHeader>{t('today.product')}</TableHeader>
              <TableHeader numeric className="max-sm:hidden">
                {t('today.qty')}
              </TableHeader>
              <TableHeader numeric>{`${t('today.net')}, ${format.currency}`}</TableHeader>
              {seesMargin ? (
                <TableHeader numeric>{`${t('today.margin')}, ${format.currency}`}</TableHeader>
              ) : null}
            </tr>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.productId}>
                <TableCell className="min-w-36">
                  <Link href={`/products/${row.productId}`} className="font-medium hover:text-primary-ink">
                    {format.name(row.name)}
                  </Link>
                  <span className="block text-xs text-ink-faint tabular-nums sm:hidden">
                    {t('today.qty')}: {format.qty(row.qtyMilli)}
                  </span>
                </TableCell>
                <TableCell numeric className="max-sm:hidden">
                  {format.qty(row.qtyMilli)}
                </TableCell>
                <TableCell numeric>{format.wholeAmount(row.netTiyin)}</TableCell>
                {seesMargin && row.marginTiyin !== null ? (
                  <TableCell
                    numeric
                    className={row.marginTiyin.startsWith('-') ? 'text-danger-ink' : undefined}
                  >
                    {format.wholeAmount(row.marginTiyin)}
                  </TableCell>
                ) : null}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableFrame>
    </Card>
  );
}
