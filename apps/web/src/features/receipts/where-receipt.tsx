'use client';

import type { PlacedReceipt } from '@jowi/contracts/http/receipt-where';
import { Badge } from '@jowi/ui/badge';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FiscalState } from './fiscal-state.tsx';

/** A receipt of the books with where and when it was sold. `showsWay`: by which of the meanings it was found. */
export function PlacedReceiptRow({ receipt, showsWay }: { receipt: PlacedReceipt; showsWay: boolean }) {
  const { t } = useWords();
  const format = useFormat();
  const { terminalName, storeName, shiftNumber, shiftClosed, cashierName, originalReceiptNumber } = receipt;
  const shift =
    shiftNumber === null ? '' : t(shiftClosed ? 'where.shift' : 'where.shiftOpen', { number: shiftNumber });
  return (
    <li>
      <Link
        href={`/receipts/${receipt.id}`}
        className="-mx-2 flex items-center gap-3 rounded-lg px-2 py-3 hover:bg-fill"
      >
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium tabular-nums">
            № {receipt.receiptNumber}
            <span className="font-normal text-ink-soft">{format.dateTime(receipt.occurredAtMs)}</span>
            {showsWay
              ? receipt.foundBy.map((as) => <Badge key={as}>{t(`where.foundBy.${as}`)}</Badge>)
              : null}
          </p>
          <p className="text-sm break-words text-ink-soft">
            {[terminalName, storeName, shift, cashierName].filter(Boolean).join(' · ')}
          </p>
          {originalReceiptNumber === null ? null : (
            <p className="text-sm text-warning-ink">
              {t('where.onPaper', { number: originalReceiptNumber })}
            </p>
          )}
        </div>
        <div className="shrink-0 text-right">
          <p className="font-medium whitespace-nowrap tabular-nums">
            {format.amount(receipt.totalTiyin)}{' '}
            <span className="text-xs text-ink-faint">{format.currency}</span>
          </p>
          <p className="text-sm max-sm:hidden">
            <FiscalState fiscal={receipt.fiscal} />
          </p>
          <p className="sm:hidden">
            <FiscalState fiscal={receipt.fiscal} quiet />
          </p>
        </div>
        <ChevronRight size={20} className="shrink-0 text-ink-faint" aria-hidden="true" />
      </Link>
    </li>
  );
}
