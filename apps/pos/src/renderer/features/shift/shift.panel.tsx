import type { Problem } from '@jowi/contracts/errors';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { useEffect, useState } from 'react';
import type { Session } from '../../../bridge/session/contract.ts';
import type { ShiftReport, ShiftView } from '../../../bridge/shift/contract.ts';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../parts/words.ts';
import { useScanner } from '../../scanner/use-scanner.ts';
import { useTill, useTillStore } from '../../state/till-context.ts';
import { StatementNotice } from '../status/statement-notice.tsx';
import { ShiftFigures } from './shift-figures.tsx';

export type ShiftPanelProps = {
  shift: ShiftView;
  employee: Session;
  onBack: () => void;
  onClose: () => void;
  onScan: (code: string) => void;
};

/** The shift so far (X) and the way to its end. Who answers to somebody does not see what the drawer should hold. */
export function ShiftPanel({ shift, employee, onBack, onClose, onScan }: ShiftPanelProps) {
  const store = useTillStore();
  const reconciliation = useTill((state) => state.device?.reconciliation);
  const { t, problem } = useWords();
  const [report, setReport] = useState<ShiftReport | null>(null);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  useEffect(() => {
    void store.shift.report().then((answer) => {
      if (answer.ok) setReport(answer.value);
      else setRefusal(answer.problem);
    });
  }, [store]);
  useHotkeys({ F10: onClose });
  useScanner({ onScan, onType: () => undefined });
  return (
    <Panel
      title={`${t('shift.number', { number: shift.shiftNumber })} · ${t('shift.xReport')}`}
      text={t('shift.xNote')}
      onBack={onBack}
      footer={
        <Button variant="danger-quiet" size="till" block hotkey="F10" onClick={onClose}>
          {t('shift.closeAction')}
        </Button>
      }
    >
      <div className="mx-auto max-w-xl space-y-3">
        {refusal ? <Notice tone="danger">{problem(refusal)}</Notice> : null}
        {report ? (
          <ShiftFigures report={report} blind={!employee.permissions.includes('till/approve')} />
        ) : null}
        {report && reconciliation && reconciliation.verdict !== 'differs' ? (
          <StatementNotice reconciliation={reconciliation} />
        ) : null}
      </div>
    </Panel>
  );
}
