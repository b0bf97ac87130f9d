import { CloudOff } from 'lucide-react';
import { PairingScreen } from './features/pairing/pairing.screen.tsx';
import { PinScreen } from './features/pin/pin.screen.tsx';
import { SaleScreen } from './features/sale/sale.screen.tsx';
import { ClosedShiftScreen } from './features/shift/closed-shift.screen.tsx';
import { OpenShiftScreen } from './features/shift/open-shift.screen.tsx';
import { StatusStrip } from './features/status/status-strip.tsx';
import { useWords } from './parts/words.ts';
import { useTill } from './state/till-context.ts';
import { useIdleLock } from './state/use-idle-lock.ts';

/** Which screen a till shows follows from its state alone; there is no address to go wrong. */
export function App() {
  const loaded = useTill((state) => state.loaded);
  const linked = useTill((state) => state.linked);
  const { t } = useWords();
  useIdleLock();
  if (!loaded) {
    return (
      <main className="grid h-full place-items-center">
        <p role="status" className="animate-pulse text-lg text-ink-soft">
          {t('boot.connecting')}
        </p>
      </main>
    );
  }
  return (
    <div className="flex h-full flex-col">
      <StatusStrip />
      <Screen />
      {linked ? null : <HostLost />}
    </div>
  );
}

function Screen() {
  const paired = useTill((state) => state.device?.paired ?? false);
  const revoked = useTill((state) => state.device?.notices.some(isRevocation) ?? false);
  const employee = useTill((state) => state.employee);
  const shift = useTill((state) => state.shift);
  const closedShift = useTill((state) => state.closedShift);
  if (!paired || revoked) return <PairingScreen locked={paired && revoked} />;
  if (closedShift) return <ClosedShiftScreen report={closedShift} />;
  if (!employee) return <PinScreen />;
  if (!shift) return <OpenShiftScreen employee={employee} />;
  return <SaleScreen shift={shift} employee={employee} />;
}

function isRevocation({ code }: { code: string }): boolean {
  return code === 'auth/terminal-revoked';
}

/** Over everything, because nothing under it can be true while the host is away. */
function HostLost() {
  const { t } = useWords();
  return (
    <div role="alert" className="fixed inset-0 z-50 grid place-items-center bg-page/95 p-6 text-center">
      <div className="max-w-md">
        <CloudOff size={48} className="mx-auto text-warning-ink" aria-hidden="true" />
        <p className="mt-4 text-2xl font-semibold">{t('boot.lost')}</p>
        <p className="mt-2 text-lg text-ink-soft">{t('boot.lostText')}</p>
      </div>
    </div>
  );
}
