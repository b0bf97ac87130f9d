'use client';

import type { Delivery } from '@jowi/contracts/http/deliveries';
import { Card } from '@jowi/ui/card';
import { Notice } from '@jowi/ui/notice';
import { Skeleton } from '@jowi/ui/skeleton';
import {
  Table,
  TableBody,
  TableCell,
  TableFoot,
  TableFrame,
  TableHead,
  TableHeader,
  TableRow,
} from '@jowi/ui/table';
import Link from 'next/link';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { useDelivery } from './delivery.query.ts';
import { unitCostTiyin } from './delivery-values.ts';

export function DeliveryScreen({ id }: { id: string }) {
  const { t } = useWords();
  const delivery = useDelivery(id);
  return (
    <>
      <PageHead
        title={
          delivery.data
            ? t('deliveries.detailTitle', { number: delivery.data.number })
            : t('deliveries.title')
        }
        back={{ href: '/deliveries', label: t('deliveries.title') }}
      />
      {delivery.isError ? (
        <FailureNotice error={delivery.error} onRetry={() => void delivery.refetch()} />
      ) : delivery.data ? (
        <Posted delivery={delivery.data} />
      ) : (
        <Card className="space-y-4 p-5">
          <Skeleton className="w-64" />
          <Skeleton className="h-40" />
        </Card>
      )}
    </>
  );
}

function Posted({ delivery }: { delivery: Delivery }) {
  const { t } = useWords();
  const format = useFormat();
  const facts = [
    [t('deliveries.supplier'), delivery.supplierName],
    [t('deliveries.document'), delivery.documentNumber || t('deliveries.noDocument')],
    [t('deliveries.date'), format.date(delivery.documentDate)],
    [t('deliveries.posted'), format.dateTime(delivery.postedAtMs)],
  ] as const;
  return (
    <div className="space-y-4">
      <Notice tone="success">{t('deliveries.postedNotice')}</Notice>
      <Card>
        <dl className="grid grid-cols-2 gap-4 p-5 lg:grid-cols-4">
          {facts.map(([label, value]) => (
            <div key={label} className="min-w-0">
              <dt className="text-xs text-ink-faint">{label}</dt>
              <dd className="break-words tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card className="overflow-hidden">
        <TableFrame className="max-h-[70dvh]">
          <Table>
            <TableHead>
              <tr>
                <TableHeader>{t('deliveryForm.product')}</TableHeader>
                <TableHeader className="hidden sm:table-cell">{t('products.sku')}</TableHeader>
                <TableHeader numeric>{t('deliveryForm.qty')}</TableHeader>
                <TableHeader numeric>{`${t('deliveries.unitCost')}, ${format.currency}`}</TableHeader>
                <TableHeader numeric>{`${t('deliveries.cost')}, ${format.currency}`}</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {delivery.lines.map((line, at) => (
                <TableRow key={`${at}-${line.productId}`}>
                  <TableCell className="min-w-48">
                    <Link href={`/products/${line.productId}`} className="font-medium hover:text-primary-ink">
                      {format.name(line.name)}
                    </Link>
                  </TableCell>
                  <TableCell className="hidden text-ink-soft sm:table-cell">{line.sku}</TableCell>
                  <TableCell numeric>{format.qty(line.qtyMilli)}</TableCell>
                  <TableCell numeric className="text-ink-soft">
                    {format.amount(unitCostTiyin(line.qtyMilli, line.costTiyin))}
                  </TableCell>
                  <TableCell numeric>{format.amount(line.costTiyin)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
            <TableFoot>
              <tr>
                <TableCell colSpan={2} className="hidden sm:table-cell">
                  {t('deliveryForm.total')}
                </TableCell>
                <TableCell className="sm:hidden">{t('deliveryForm.total')}</TableCell>
                <TableCell numeric />
                <TableCell numeric />
                <TableCell numeric>{format.amount(delivery.costTiyin)}</TableCell>
              </tr>
            </TableFoot>
          </Table>
        </TableFrame>
      </Card>
    </div>
  );
}
