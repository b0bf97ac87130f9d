'use client';

import type { Approval } from '@jowi/contracts/http/approvals';
import { Card, CardHeader } from '@jowi/ui/card';
import { ShieldCheck } from 'lucide-react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useApprovalWords } from './approval-words.ts';

/** What was allowed for one sale; most sales needed nothing, and then nothing is shown. */
export function ReceiptApprovals({ approvals }: { approvals: readonly Approval[] }) {
  const { t } = useWords();
  const format = useFormat();
  const words = useApprovalWords();
  if (approvals.length === 0) return null;
  return (
    <Card>
      <CardHeader title={t('approvals.ofReceipt')} />
      <ul className="divide-y px-5 pb-2">
        {approvals.map((approval) => (
          <li key={approval.id} className="flex items-start gap-3 py-3">
            <ShieldCheck size={20} className="mt-0.5 shrink-0 text-primary-ink" aria-hidden="true" />
            <div className="min-w-0">
              <p className="font-medium">
                {words.operation(approval)} {words.asked(approval)}
                {approval.productName ? ` · ${format.name(approval.productName)}` : ''}
              </p>
              <p>{t('approvals.allowedBy', { name: approval.approverName, reason: approval.reason })}</p>
              <p className="text-sm text-ink-faint">
                {t('approvals.askedBy', { name: approval.employeeName })} ·{' '}
                {t('approvals.alone', { limit: words.limit(approval) })} ·{' '}
                {format.dateTime(approval.occurredAtMs)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
