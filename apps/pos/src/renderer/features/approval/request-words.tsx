import { formatDateTime } from '@jowi/i18n/format';
import { ShieldQuestion } from 'lucide-react';
import type { ApprovalRequest } from '../../../bridge/approval/contract.ts';
import { useWords } from '../../parts/words.ts';
import { useTill } from '../../state/till-context.ts';
import { percentText } from '../sale/typed-discount.ts';

/** What is asked for and how far the cashier may go alone. */
export function RequestWords({ request }: { request: ApprovalRequest }) {
  const { t, name, qty, qtyNumber } = useWords();
  const syncedAtMs = useTill((state) => state.device?.lastSyncAtMs ?? null);
  const { goods } = request;
  const amount = goods ? qty(request.asked, goods.unit) : qtyNumber(request.asked);
  const asked = request.unit === 'bps' ? percentText(Number(request.asked)) : amount;
  const limit = request.unit === 'bps' ? percentText(Number(request.limit)) : '';
  return (
    <div className="flex items-start gap-3 rounded-2xl border bg-card p-4">
      <ShieldQuestion size={28} className="mt-0.5 shrink-0 text-primary-ink" aria-hidden="true" />
      <div className="min-w-0">
        <p className="text-lg leading-snug font-semibold">
          {t(`approval.what.${request.operation}`, { asked, name: goods ? name(goods.name) : '' })}
        </p>
        {request.operation === 'sell-below-zero' ? (
          <p className="text-ink-soft">
            {t('approval.stockMayBeOld', { at: syncedAtMs === null ? '—' : formatDateTime(syncedAtMs) })}
          </p>
        ) : (
          <p className="text-ink-soft">{t('approval.alone', { limit })}</p>
        )}
      </div>
    </div>
  );
}
