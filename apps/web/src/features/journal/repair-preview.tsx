'use client';

import type { QuarantineEntry } from '@jowi/contracts/http/journal';
import { Notice } from '@jowi/ui/notice';
import { Skeleton } from '@jowi/ui/skeleton';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { type Choice, useDecisionPreview } from './journal.query.ts';

/** The books before and after the decision; the server has carried it out and taken it back. */
export function RepairPreview({ entry, choice }: { entry: QuarantineEntry; choice: Choice | null }) {
  const { t } = useWords();
  const format = useFormat();
  const preview = useDecisionPreview(entry.id, choice?.action === 'set-aside' ? null : choice);
  if (choice?.action === 'set-aside') return <Notice tone="neutral">{t('journal.nothingBooked')}</Notice>;
  if (choice === null) return <p className="text-sm text-ink-faint">{t('journal.previewLater')}</p>;
  if (preview.isError) return <FailureNotice error={preview.error} />;
  if (!preview.data) return <Skeleton className="h-32" />;
  const { receipt, stock, followers } = preview.data;
  const none = t('journal.nothingNow');
  const rows = receipt
    ? [
        {
          label: t('journal.number'),
          before: none,
          after:
            receipt.originalReceiptNumber === null
              ? t('journal.numberIs', { number: receipt.receiptNumber })
              : t('journal.numberWas', {
                  number: receipt.receiptNumber,
                  paper: receipt.originalReceiptNumber,
                }),
        },
        {
          label: t('journal.shift'),
          before: none,
          after: [
            receipt.shiftNumber === null ? '' : t('journal.shiftNumber', { number: receipt.shiftNumber }),
            receipt.businessDate.split('-').reverse().join('.'),
          ]
            .filter(Boolean)
            .join(', '),
        },
        {
          label: t('journal.cashier'),
          before: none,
          after: receipt.cashierName ?? t('journal.cashierUnknown'),
        },
        {
          label: t('journal.total'),
          before: none,
          after: `${format.amount(receipt.totalTiyin)}\u00a0${format.currency}`,
        },
        { label: t('journal.vat'), before: none, after: format.amount(receipt.vatTiyin) },
        ...(receipt.costTiyin === null
          ? []
          : [{ label: t('journal.cost'), before: none, after: format.amount(receipt.costTiyin) }]),
        ...stock.map((it) => ({
          label: t('journal.stockOf', { name: format.name(it.name) }),
          before: format.qty(it.beforeMilli),
          after: format.qty(it.afterMilli),
        })),
      ]
    : [];
  return (
    <div className="space-y-2">
      {rows.length > 0 ? (
        <div className="overflow-hidden rounded-xl border">
          <table className="w-full text-sm">
            <thead className="bg-fill text-left text-xs text-ink-faint">
              <tr>
                <th className="px-3 py-1.5 font-medium">{t('journal.preview')}</th>
                <th className="px-3 py-1.5 text-right font-medium">{t('journal.before')}</th>
                <th className="px-3 py-1.5 text-right font-medium">{t('journal.after')}</th>
              </tr>
            </thead>
            <tbody className="divide-y">
              {rows.map((row) => (
                <tr key={row.label}>
                  <td className="px-3 py-1.5 text-ink-soft">{row.label}</td>
                  <td className="px-3 py-1.5 text-right whitespace-nowrap text-ink-faint tabular-nums">
                    {row.before}
                  </td>
                  <td className="px-3 py-1.5 text-right font-medium tabular-nums">{row.after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Notice tone="info">{t('journal.bookedOther')}</Notice>
      )}
      {followers > 0 ? (
        <p className="text-sm text-ink-soft">{t('journal.followers', { count: followers })}</p>
      ) : null}
    </div>
  );
}
