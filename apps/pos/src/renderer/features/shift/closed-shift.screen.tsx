import { Notice } from '@jowi/ui/notice';
import type { ShiftReport } from '../../../bridge/shift/contract.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { PrintButton } from '../../parts/print-button.tsx';
import { useWords } from '../../parts/words.ts';
import { useScanner } from '../../scanner/use-scanner.ts';
import { useTill, useTillStore } from '../../state/till-context.ts';
import { StatementNotice } from '../status/statement-notice.tsx';
import { ShiftFigures } from './shift-figures.tsx';

/** The Z: whether the drawer agrees, and whether the server holds every receipt. */
export function ClosedShiftScreen({ report }: { report: ShiftReport }) {
  const store = useTillStore();
  const { t } = useWords();
  const done = () => void store.putAwayClosedShift();
  useHotkeys({ Escape: done });
  useScanner({ onScan: () => {}, onType: () => undefined });
  return (
    <main className="min-h-0 flex-1 overflow-auto p-4">
      <div className="mx-auto flex min-h-full max-w-xl flex-col justify-center gap-4">
        <h1 className="text-2xl font-semibold">
          {t('shift.closed', { number: report.shiftNumber })} · {t('shift.zReport')}
        </h1>
        <Discrepancy tiyin={report.discrepancyTiyin ?? '0'} />
        <ShiftFigures report={report} blind={false} />
        <OnServer shiftNumber={report.shiftNumber} />
        <div className="flex items-stretch gap-3">
          <PrintButton onPrint={() => store.shift.printReport(report.shiftId)} />
          <ConfirmButton onPress={done} className="min-w-0 flex-1">
            {t('shift.done')}
          </ConfirmButton>
        </div>
      </div>
    </main>
  );
}

/** Whether everything was sent, until the server says what it holds. Nobody has to wait for it. */
function OnServer({ shiftNumber }: { shiftNumber: number }) {
  const unsent = useTill((state) => state.device?.unsent ?? 0);
  const reconciliation = useTill((state) => state.device?.reconciliation);
  const { t } = useWords();
  const isStated =
    reconciliation?.closed && reconciliation.shiftNumber === shiftNumber && reconciliation.statement;
  // In the strip above, over every screen.
  if (isStated && reconciliation.verdict === 'differs') return null;
  if (isStated) return <StatementNotice reconciliation={reconciliation} />;
  return (
    <Notice tone={unsent === 0 ? 'success' : 'info'}>
      {unsent === 0 ? t('shift.allSent') : t('shift.toSend', { count: unsent })}
    </Notice>
  );
}

function Discrepancy({ tiyin }: { tiyin: string }) {
  const { t } = useWords();
  const difference = BigInt(tiyin);
  if (difference === 0n) return <Notice tone="success" title={t('shift.even')} className="text-base" />;
  const missing = difference < 0n;
  const amount = String(missing ? -difference : difference);
  return (
    <Notice
      tone={missing ? 'danger' : 'warning'}
      title={t(missing ? 'shift.missing' : 'shift.extra', { amount })}
      className="text-base"
    >
      {t(missing ? 'shift.missingText' : 'shift.extraText')}
    </Notice>
  );
}
