'use client';

import type { QuarantineEntry, RepairAction } from '@jowi/contracts/http/journal';
import { Checkbox } from '@jowi/ui/checkbox';
import { TextAreaField } from '@jowi/ui/text-area-field';
import { useToast } from '@jowi/ui/toast';
import { useState } from 'react';
import { useProblemText } from '../../api/problem-text.ts';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { RadioLine } from '../../form/radio-line.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useDecide } from './journal.query.ts';
import { choiceOf, firstValues, type RepairValues } from './repair-choice.ts';
import { RepairFields } from './repair-fields.tsx';
import { RepairPreview } from './repair-preview.tsx';
import { useEntryWords } from './use-entry-words.ts';

const MIN_REASON = 3;
/** The preview asks for the same things, but nobody writes down why she only looks. */
const ONLY_LOOKING = '---';

/** What becomes of an entry: what may be done, what it does to the books, and why. For good, so it is asked in one place. */
export function RepairDialog({ entry, onClose }: { entry: QuarantineEntry; onClose: () => void }) {
  const { t } = useWords();
  const format = useFormat();
  const words = useEntryWords();
  const toast = useToast();
  const decide = useDecide(entry.id);
  const [values, setValues] = useState(() => firstValues(entry, format.name));
  const [reason, setReason] = useState('');
  const [isReasonShort, setReasonShort] = useState(false);
  const change = (changes: Partial<RepairValues>) => setValues((before) => ({ ...before, ...changes }));
  const choice = choiceOf(entry, values, reason);

  function act() {
    const isShort = reason.trim().length < MIN_REASON;
    setReasonShort(isShort);
    if (isShort || !choice) return;
    decide.mutate(choice, {
      onSuccess: ({ already, decision }) => {
        const what = words.decided(decision);
        toast({
          tone: already ? 'info' : 'success',
          title: t(already ? 'journal.already' : 'journal.doneToast', { what }),
        });
        onClose();
      },
    });
  }

  return (
    <ActionDialog
      title={words.title(entry)}
      text={t('journal.decideTitle')}
      size="md"
      action={t(`journal.action.${values.action}`)}
      act={act}
      busy={decide.isPending}
      disabled={choice === null}
      onClose={onClose}
    >
      <form
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        <ActionChoice entry={entry} value={values.action} onChange={(action) => change({ action })} />
        <RepairFields entry={entry} values={values} onChange={change} />
        {entry.needsPaper && values.action !== 'set-aside' ? (
          <Checkbox
            checked={values.hasPaper}
            onCheckedChange={(hasPaper) => change({ hasPaper })}
            label={t('journal.paper')}
            help={t('journal.unsoundText')}
          />
        ) : null}
        <RepairPreview entry={entry} choice={choiceOf(entry, values, ONLY_LOOKING)} />
        <TextAreaField
          label={t('journal.reason')}
          help={t('journal.reasonHelp')}
          error={isReasonShort && reason.trim().length < MIN_REASON ? t('journal.reasonShort') : undefined}
          rows={2}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {decide.isError ? <FailureNotice error={decide.error} /> : null}
      </form>
    </ActionDialog>
  );
}

function ActionChoice({
  entry,
  value,
  onChange,
}: {
  entry: QuarantineEntry;
  value: RepairAction;
  onChange: (action: RepairAction) => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const params = { number: entry.sale?.receiptNumber ?? 0 };
  return (
    <fieldset className="space-y-2.5">
      <legend className="sr-only">{t('journal.decideTitle')}</legend>
      {entry.options.map(({ action, refusal }, at) => (
        <RadioLine
          key={action}
          name="action"
          checked={action === value}
          onCheck={() => onChange(action)}
          disabled={refusal !== null}
          label={
            <>
              <span className="font-medium">{t(`journal.action.${action}`)}</span>
              <span className="block text-ink-faint empty:hidden">
                {refusal === null
                  ? t(`journal.actionText.${action}`)
                  : // said once for those that follow each other
                    refusal !== entry.options[at - 1]?.refusal && problemText({ code: refusal, params })}
              </span>
            </>
          }
        />
      ))}
    </fieldset>
  );
}
