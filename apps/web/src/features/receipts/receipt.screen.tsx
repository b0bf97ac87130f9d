'use client';

import type { Receipt } from '@jowi/contracts/http/receipts';
import { Card } from '@jowi/ui/card';
import { Notice } from '@jowi/ui/notice';
import { Skeleton } from '@jowi/ui/skeleton';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { ReceiptApprovals } from '../approvals/receipt-approvals.tsx';
import { FiscalState } from './fiscal-state.tsx';
import { useReceipt } from './receipt.query.ts';
import { FiscalCard, PaymentsCard, PostingsCard, ProofCard } from './receipt-cards.tsx';
import { ReceiptLines } from './receipt-lines.table.tsx';

/** One sale with everything that follows from it: lines to the lot, money, fiscal mark, postings, proof. */
export function ReceiptScreen({ id }: { id: string }) {
  const { t } = useWords();
  const receipt = useReceipt(id);
  const data = receipt.data;
  return (
    <>
      <PageHead
        title={data ? t('receipt.title', { number: data.receiptNumber }) : t('receipts.title')}
        badge={data ? <FiscalState fiscal={data.fiscal} /> : undefined}
        back={{ href: '/receipts', label: t('receipt.back') }}
      />
      {receipt.isError && !data ? (
        <FailureNotice error={receipt.error} onRetry={() => void receipt.refetch()} />
      ) : data ? (
        <Detail receipt={data} />
      ) : (
        <div className="grid gap-4 xl:grid-cols-[1fr_22rem]">
          <Card className="space-y-4 p-5">
            <Skeleton className="w-48" />
            <Skeleton className="h-48" />
          </Card>
          <Card className="p-5">
            <Skeleton className="h-32" />
          </Card>
        </div>
      )}
    </>
  );
}

function Detail({ receipt }: { receipt: Receipt }) {
  const { t } = useWords();
  const format = useFormat();
  const facts = [
    [t('receipts.time'), format.dateTime(receipt.occurredAtMs)],
    [t('terminals.store'), receipt.storeName],
    [t('receipts.terminal'), receipt.terminalName],
    [t('receipts.cashier'), receipt.cashierName],
  ] as const;
  return (
    <div className="space-y-4">
      {receipt.epoch === 0 ? (
        <Notice title={t('receipt.byHandTitle')}>
          {receipt.originalReceiptNumber === null
            ? t('receipt.byHandText')
            : t('receipt.reissuedText', { number: receipt.originalReceiptNumber })}
        </Notice>
      ) : null}
      {receipt.flags.includes('sales/calc-mismatch') ? (
        <Notice tone="warning" title={t('receipt.mismatchTitle')}>
          {t('receipt.mismatchText')}
        </Notice>
      ) : null}
      {receipt.flags.includes('sales/approval-missing') ? (
        <Notice tone="warning" title={t('approvals.missingTitle')}>
          {t('approvals.missingText')}
        </Notice>
      ) : null}
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
      <ReceiptApprovals approvals={receipt.approvals} />
      <div className="grid items-start gap-4 2xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 2xl:col-start-1">
          <ReceiptLines receipt={receipt} />
        </div>
        <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3 2xl:col-start-2 2xl:row-span-2 2xl:row-start-1 2xl:grid-cols-1">
          <PaymentsCard receipt={receipt} />
          <FiscalCard receipt={receipt} />
          <ProofCard receipt={receipt} />
        </div>
        <div className="min-w-0 2xl:col-start-1">
          <PostingsCard receipt={receipt} />
        </div>
      </div>
    </div>
  );
}
