import { formatDateTime } from '@jowi/i18n/format';
import type { ReactNode } from 'react';
import type { ShiftReport } from '../../../bridge/shift/contract.ts';
import { AmountLine } from '../../parts/amount-line.tsx';
import { useWords } from '../../parts/words.ts';

/** The figures of an X or a Z. `blind`: the drawer has not been counted, so what it should hold stays hidden. */
export function ShiftFigures({ report, blind }: { report: ShiftReport; blind: boolean }) {
  const { t } = useWords();
  const { firstReceiptNumber: first, lastReceiptNumber: last } = report;
  return (
    <div className="divide-y rounded-2xl border bg-card">
      <div className="space-y-1.5 p-4">
        <Fact label={t('shift.openedAt')}>{formatDateTime(report.openedAtMs)}</Fact>
        {report.closedAtMs === null ? null : (
          <Fact label={t('shift.closedAt')}>{formatDateTime(report.closedAtMs)}</Fact>
        )}
        <Fact label={t('shift.receipts')}>{report.receiptCount}</Fact>
        {first === null ? null : (
          <Fact label={t('shift.receiptNumbers')}>{first === last ? first : `${first}–${last}`}</Fact>
        )}
      </div>
      <div className="space-y-1.5 p-4">
        <AmountLine label={t('shift.sales')} tiyin={report.salesTiyin} strong />
        <AmountLine label={t('shift.vat')} tiyin={report.vatTiyin} />
        <AmountLine label={t('shift.discounts')} tiyin={report.discountTiyin} />
      </div>
      <div className="space-y-1.5 p-4">
        <AmountLine label={t('shift.float')} tiyin={report.floatTiyin} />
        {blind ? (
          <Fact label={t('shift.expected')}>{t('shift.expectedHidden')}</Fact>
        ) : (
          <>
            <AmountLine label={t('shift.cash')} tiyin={report.cashTiyin} />
            <AmountLine label={t('shift.expected')} tiyin={report.expectedTiyin} strong />
          </>
        )}
        {report.countedTiyin === null ? null : (
          <AmountLine label={t('shift.counted')} tiyin={report.countedTiyin} strong />
        )}
      </div>
    </div>
  );
}

function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <span className="text-ink-soft">{label}</span>
      <span className="text-right tabular-nums">{children}</span>
    </div>
  );
}
