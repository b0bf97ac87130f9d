import type { Problem } from '@jowi/contracts/errors';
import { useEffect, useState } from 'react';
import type { Receipt } from '../../../bridge/sale/contract.ts';
import { useTillStore } from '../../state/till-context.ts';

/** One receipt, asked again whenever its mark or its paper changes. */
export function useReceipt(receiptId: string): { receipt: Receipt | null; refusal: Problem | null } {
  const store = useTillStore();
  const [shown, setShown] = useState<Receipt | null>(null);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  useEffect(() => {
    let late = false;
    const load = async () => {
      const answer = await store.sale.receipt(receiptId);
      if (late) return;
      if (answer.ok) setShown(answer.value);
      setRefusal(answer.ok ? null : answer.problem);
    };
    void load();
    const stop = store.on('receipt-changed', () => void load());
    return () => {
      late = true;
      stop();
    };
  }, [store, receiptId]);
  return { receipt: shown?.receiptId === receiptId ? shown : null, refusal };
}
