import type { Problem } from '@jowi/contracts/errors';
import { Notice } from '@jowi/ui/notice';
import { useState } from 'react';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { play } from '../../parts/sound.ts';
import { useWords } from '../../parts/words.ts';
import { useTill, useTillStore } from '../../state/till-context.ts';
import { isUntouched, NO_CASH, totalTiyinOf } from './cash-count.ts';
import { CashInput } from './cash-input.tsx';

/** Blind count: the drawer first, the till's own figure after. */
export function CloseShiftPanel({ onBack }: { onBack: () => void }) {
  const store = useTillStore();
  const cartFull = useTill((state) => state.cart.lines.length > 0);
  const { t, problem } = useWords();
  const [count, setCount] = useState(NO_CASH);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [scanned, setScanned] = useState(false);

  async function close() {
    setBusy(true);
    setRefusal(await store.closeShift(totalTiyinOf(count)));
    setBusy(false);
  }

  return (
    <Panel
      title={t('shift.closeTitle')}
      onBack={onBack}
      footer={
        <ConfirmButton
          variant="danger"
          busy={busy}
          disabled={isUntouched(count) || cartFull}
          onPress={() => void close()}
        >
          {t('shift.closeConfirm')}
        </ConfirmButton>
      }
    >
      <div className="mx-auto max-w-3xl space-y-3">
        <p className="text-ink-soft">{t('shift.closeText')}</p>
        {cartFull ? <Notice tone="warning">{t('shift.closeCartNotEmpty')}</Notice> : null}
        {scanned ? <Notice tone="warning">{t('shift.scanRefused')}</Notice> : null}
        {refusal ? <Notice tone="danger">{problem(refusal)}</Notice> : null}
        <CashInput
          label={t('shift.counted')}
          value={count}
          onValueChange={(next) => {
            setRefusal(null);
            setCount(next);
          }}
          onScan={() => {
            play('error');
            setScanned(true);
          }}
        />
      </div>
    </Panel>
  );
}
