import type { Problem } from '@jowi/contracts/errors';
import { Notice } from '@jowi/ui/notice';
import { PinPad } from '@jowi/ui/pin-pad';
import { useEffect, useRef, useState } from 'react';
import type { ApprovalRequest } from '../../../bridge/approval/contract.ts';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { Panel } from '../../parts/panel.tsx';
import { MAX_PIN, MIN_PIN } from '../../parts/pin-length.ts';
import { play } from '../../parts/sound.ts';
import { useWords } from '../../parts/words.ts';
import { useScanner } from '../../scanner/use-scanner.ts';
import { useTillStore } from '../../state/till-context.ts';
import { ApproverPicker } from './approver-picker.tsx';
import { ReasonPicker } from './reason-picker.tsx';
import { reasonsOf } from './reasons.ts';
import { RequestWords } from './request-words.tsx';

export type ApprovalPanelProps = {
  /** Does what was refused once more. */
  again: () => Promise<Problem | null>;
  onDone: () => void;
  onBack: () => void;
  onScan: (code: string) => void;
};

/** A colleague lends her right: what for, why, who, and her PIN. What is asked is the engine's word, not this screen's. */
export function ApprovalPanel({ again, onDone, onBack, onScan }: ApprovalPanelProps) {
  const store = useTillStore();
  const { t, problem } = useWords();
  const [request, setRequest] = useState<ApprovalRequest | null>(null);
  const [approverId, setApproverId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);

  useEffect(() => {
    void store.approval.request().then((answer) => {
      if (!answer.ok) return setRefusal(answer.problem);
      setRequest(answer.value);
      if (answer.value === null) return setRefusal({ code: 'till/approval-not-needed' });
      const [only, another] = answer.value.approvers;
      if (only && !another) setApproverId(only.id);
    });
  }, [store]);

  async function approve(digits: string) {
    // a try costs: the sixth digit and the Enter after it are one
    if (!request || underWay.current || digits.length < MIN_PIN) return;
    underWay.current = true;
    setBusy(true);
    const answer = await store.approval.approve(request, { approverId, pin: digits, reason });
    const refused = answer.ok ? await again() : answer.problem;
    underWay.current = false;
    setBusy(false);
    if (!refused) return onDone();
    play('error');
    setPin('');
    setRefusal(refused);
  }

  function type(digits: string) {
    if (busy || !request) return;
    setRefusal(null);
    setPin(digits);
    if (digits.length === MAX_PIN) void approve(digits);
  }

  useScanner({
    onScan,
    onType: (text) => {
      const digits = text.replace(/\D/g, '');
      if (digits) type((pin + digits).slice(0, MAX_PIN));
      return undefined;
    },
  });
  useHotkeys({
    Enter: () => void approve(pin),
    Backspace: () => type(pin.slice(0, -1)),
    Delete: () => type(''),
  });

  return (
    <Panel title={t('approval.title')} text={t('approval.text')} onBack={busy ? () => {} : onBack}>
      <div className="mx-auto grid max-w-4xl gap-x-8 gap-y-4 sm:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="min-w-0 space-y-4">
          {request ? (
            <>
              <RequestWords request={request} />
              <ApproverPicker approvers={request.approvers} chosen={approverId} onChoose={setApproverId} />
              <ReasonPicker
                usual={reasonsOf(request)}
                value={reason}
                onValueChange={(next) => {
                  setReason(next);
                  setRefusal(null);
                }}
                missing={refusal?.code === 'till/reason-missing'}
              />
            </>
          ) : null}
          {refusal && !isAtItsField(refusal) ? (
            <Notice tone="danger" className="text-base">
              {problem(refusal)}
            </Notice>
          ) : null}
        </div>
        {request && request.approvers.length > 0 ? (
          <PinPad
            className="mx-auto"
            label={t('approval.pin')}
            value={pin}
            onValueChange={type}
            onComplete={(digits) => void approve(digits)}
            length={MAX_PIN}
            minLength={MIN_PIN}
            captureKeys={false}
            disabled={busy}
            submit={{ label: t('approval.confirm'), hotkey: 'Enter' }}
            error={refusal && isAboutPin(refusal) ? problem(refusal) : undefined}
            deleteLabel={t('pin.deleteDigit')}
            clearLabel={t('pin.clear')}
          />
        ) : null}
      </div>
    </Panel>
  );
}

/** Said where it is to be mended, so not once more. */
function isAtItsField(refusal: Problem): boolean {
  return refusal.code === 'till/reason-missing' || isAboutPin(refusal);
}

function isAboutPin({ code }: Problem): boolean {
  return code === 'till/pin-wrong' || code === 'till/pin-locked' || code === 'till/approver-unclear';
}
