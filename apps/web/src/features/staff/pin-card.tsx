'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { Employee } from '@jowi/contracts/http/staff';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { useToast } from '@jowi/ui/toast';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useProblemText } from '../../api/problem-text.ts';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { placeProblems } from '../../form/place-problems.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { pinOf, zPinValues } from './employee-values.ts';
import { PinFields } from './pin-fields.tsx';
import { PinShownDialog } from './pin-shown-dialog.tsx';
import { useChangePin } from './staff.query.ts';

const FORM_ID = 'pin-change';

/** What she signs in with at a till: it can be replaced, never read. */
export function PinCard({ employee }: { employee: Employee }) {
  const { t } = useWords();
  const toast = useToast();
  const problemText = useProblemText();
  const change = useChangePin(employee.id);
  const [asks, setAsks] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const { name, version, hasPin } = employee;

  const remove = () =>
    change.mutate(
      { version, pin: null },
      {
        onSuccess: () => toast({ tone: 'success', title: t('staff.pinRemoved', { name }) }),
        onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
      },
    );
  return (
    <Card className="space-y-3 p-5">
      <h2 className="text-base font-semibold">{t('staff.sectionPin')}</h2>
      <p className="text-sm text-ink-soft">{t(hasPin ? 'staff.pinCardText' : 'staff.pinCardNone')}</p>
      {employee.mayEdit ? (
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" onClick={() => setAsks(true)}>
            <KeyRound size={16} aria-hidden="true" />
            {t(hasPin ? 'staff.pinNew' : 'staff.pinGive')}
          </Button>
          {hasPin ? (
            <Button variant="ghost" onClick={remove} busy={change.isPending && !asks}>
              {t('staff.pinRemove')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {asks ? (
        <PinDialog
          employee={employee}
          change={change}
          onClose={() => setAsks(false)}
          onDone={(pin) => {
            setAsks(false);
            if (pin === null) toast({ tone: 'success', title: t('staff.pinSaved') });
            else setShown(pin);
          }}
        />
      ) : null}
      {shown === null ? null : <PinShownDialog name={name} pin={shown} onClose={() => setShown(null)} />}
    </Card>
  );
}

function PinDialog({
  employee,
  change,
  onClose,
  onDone,
}: {
  employee: Employee;
  change: ReturnType<typeof useChangePin>;
  onClose: () => void;
  onDone: (pin: string | null) => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({
    resolver: zodResolver(zPinValues),
    defaultValues: { pinChoice: 'generate' as const, pin: '' },
  });
  const submit = form.handleSubmit((values) => {
    setFailure(null);
    change.mutate(
      { version: employee.version, pin: pinOf(values) },
      {
        onSuccess: ({ pin }) => onDone(pin),
        onError: (error) => {
          const placed = placeProblems(error, form.setError, problemText, (field) =>
            field === 'pin' ? 'pin' : null,
          );
          if (!placed) setFailure(error);
        },
      },
    );
  });
  return (
    <ActionDialog
      title={t('staff.pinDialogTitle', { name: employee.name })}
      text={employee.hasPin ? t('staff.pinDialogText') : undefined}
      action={t('common:action.save')}
      act={FORM_ID}
      busy={change.isPending}
      onClose={onClose}
    >
      <form id={FORM_ID} onSubmit={submit} noValidate className="space-y-4">
        <PinFields control={form.control} register={form.register} />
        {failure ? <FailureNotice error={failure} /> : null}
      </form>
    </ActionDialog>
  );
}
