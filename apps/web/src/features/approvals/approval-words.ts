'use client';

import type { Approval } from '@jowi/contracts/http/approvals';
import { APPROVABLE_OPERATIONS, type ApprovableOperation } from '@jowi/contracts/sync/approval-v1';
import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

/** What was allowed, as a person says it: the operation, its measure, and how far the asker may go alone. */
export function useApprovalWords() {
  const { t } = useWords();
  const format = useFormat();
  return useMemo(() => {
    const measure = (unit: string, amount: string): string => {
      if (unit === 'bps') return `${format.qty(String(BigInt(amount) * 10n))} %`;
      if (unit === 'milli') return format.qty(amount);
      return unit === 'tiyin' ? format.amount(amount) : amount;
    };
    return {
      operation: ({ operation }: Approval) =>
        isKnown(operation) ? t(`approvals.operation.${operation}`) : operation,
      asked: ({ unit, asked }: Approval) => measure(unit, asked),
      limit: ({ unit, limit }: Approval) => measure(unit, limit),
    };
  }, [t, format]);
}

/** A till may be newer than this page. */
function isKnown(operation: string): operation is ApprovableOperation {
  return (APPROVABLE_OPERATIONS as readonly string[]).includes(operation);
}
