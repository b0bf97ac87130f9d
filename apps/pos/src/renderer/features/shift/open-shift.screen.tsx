import type { Problem } from '@jowi/contracts/errors';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import type { Session } from '../../../bridge/session/contract.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { play } from '../../parts/sound.ts';
import { useWords } from '../../parts/words.ts';
import { useTillStore } from '../../state/till-context.ts';
import { useMay } from '../../state/use-may.ts';
import { NO_CASH, totalTiyinOf } from './cash-count.ts';
import { CashInput } from './cash-input.tsx';

/** Before the first sale: how much is in the drawer. */
export function OpenShiftScreen({ employee }: { employee: Session }) {
  const store = useTillStore();
  const { t, problem } = useWords();
  const [count, setCount] = useState(NO_CASH);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const may = useMay('till/shift');
  useHotkeys({ Escape: () => void store.signOut() });
  if (!may) return <ShiftLocked />;

  async function open() {
    setBusy(true);
    setRefusal(await store.openShift(totalTiyinOf(count)));
    setBusy(false);
  }

  return (
    <main className="min-h-0 flex-1 overflow-auto p-4">
      <div className="mx-auto flex min-h-full max-w-3xl flex-col justify-center gap-4">
        <div>
          <h1 className="text-2xl font-semibold">{t('shift.openTitle')}</h1>
          <p className="mt-1 text-ink-soft">
            {employee.name}. {t('shift.openText')}
          </p>
        </div>
        <CashInput
          label={t('shift.float')}
          value={count}
          onValueChange={(next) => {
            setRefusal(null);
            setCount(next);
          }}
          onScan={() => {
            play('error');
            setRefusal({ code: 'shifts/not-open' });
          }}
        />
        {refusal ? <Notice tone="danger">{problem(refusal)}</Notice> : null}
        <ConfirmButton variant="success" busy={busy} onPress={() => void open()}>
          {t('shift.openAction')}
        </ConfirmButton>
      </div>
    </main>
  );
}

/** One who may sell but not open a shift: who to wait for, and the way out. */
function ShiftLocked() {
  const store = useTillStore();
  const { t } = useWords();
  return (
    <main className="grid min-h-0 flex-1 place-items-center overflow-auto p-4">
      <div className="max-w-md space-y-4 text-center">
        <LockKeyhole size={48} className="mx-auto text-ink-faint" aria-hidden="true" />
        <h1 className="text-2xl font-semibold">{t('shift.lockedTitle')}</h1>
        <p className="text-lg text-ink-soft">{t('shift.lockedText')}</p>
        <Button size="till" hotkey="Esc" onClick={() => void store.signOut()}>
          {t('sale.lock')}
        </Button>
      </div>
    </main>
  );
}
