'use client';

import { Card, CardBody, CardHeader } from '@jowi/ui/card';
import { Segmented } from '@jowi/ui/segmented';
import { Skeleton } from '@jowi/ui/skeleton';
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeader, TableRow } from '@jowi/ui/table';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { filledHours, type Hour, peakHour } from './day-figures.ts';

// the chart library stays out of the first load
const HoursChart = dynamic(() => import('./hours-chart.tsx').then((file) => file.HoursChart), {
  ssr: false,
  loading: () => <Skeleton className="h-64" />,
});

/** Takings by hour: the title says the finding, the table behind it holds the figures. */
export function HoursCard({ hours }: { hours: readonly Hour[] }) {
  const { t } = useWords();
  const format = useFormat();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const filled = filledHours(hours);
  const peak = peakHour(hours);
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title={
          peak
            ? t('today.hoursTitle', {
                from: peak.hour,
                to: peak.hour + 1,
                amount: format.money(peak.salesTiyin),
              })
            : t('today.hoursUnit', { currency: format.currency })
        }
        text={t('today.hoursUnit', { currency: format.currency })}
        actions={
          <Segmented
            aria-label={t('today.viewAs')}
            value={view}
            onValueChange={setView}
            options={[
              { value: 'chart', label: t('today.asChart') },
              { value: 'table', label: t('today.asTable') },
            ]}
          />
        }
      />
      {view === 'chart' ? (
        <CardBody className="pl-2">
          <HoursChart hours={filled} peakHour={peak?.hour ?? null} />
        </CardBody>
      ) : (
        <HoursTable hours={filled} />
      )}
    </Card>
  );
}

function HoursTable({ hours }: { hours: readonly Hour[] }) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <TableFrame className="mt-4 max-h-80">
      <Table>
        <TableHead>
          <tr>
            <TableHeader>{t('today.hour')}</TableHeader>
            <TableHeader numeric>{t('today.receipts')}</TableHeader>
            <TableHeader numeric>{`${t('today.takings')}, ${format.currency}`}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {hours.map((hour) => (
            <TableRow key={hour.hour}>
              <TableCell className="tabular-nums">
                {t('today.hourRange', { from: hour.hour, to: hour.hour + 1 })}
              </TableCell>
              <TableCell numeric>{hour.receiptCount}</TableCell>
              <TableCell numeric>{format.wholeAmount(hour.salesTiyin)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}
