'use client';

import type { Employee } from '@jowi/contracts/http/staff';
import { Button } from '@jowi/ui/button';
import { useToast } from '@jowi/ui/toast';
import { UserRoundCheck, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useProblemText } from '../../api/problem-text.ts';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useSuspendEmployee } from './staff.query.ts';

/** Putting somebody out asks once; letting her back in does not. */
export function SuspendButton({ employee }: { employee: Employee }) {
  const { t } = useWords();
  const toast = useToast();
  const problemText = useProblemText();
  const suspend = useSuspendEmployee();
  const [asks, setAsks] = useState(false);
  const { name } = employee;

  if (!employee.active)
    return (
      <Button
        variant="secondary"
        busy={suspend.isPending}
        onClick={() =>
          suspend.mutate(
            { employee, suspend: false },
            {
              onSuccess: () => toast({ tone: 'success', title: t('staff.resumedToast', { name }) }),
              onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
            },
          )
        }
      >
        <UserRoundCheck size={16} aria-hidden="true" />
        {t('staff.resume')}
      </Button>
    );
  return (
    <>
      <Button variant="outline" onClick={() => setAsks(true)}>
        <UserRoundX size={16} aria-hidden="true" />
        {t('staff.suspend')}
      </Button>
      {asks ? (
        <ActionDialog
          title={t('staff.suspendTitle', { name })}
          text={t('staff.suspendText')}
          action={t('staff.suspend')}
          danger
          busy={suspend.isPending}
          act={() =>
            suspend.mutate(
              { employee, suspend: true },
              {
                onSuccess: () => {
                  setAsks(false);
                  toast({ tone: 'success', title: t('staff.suspendedToast', { name }) });
                },
              },
            )
          }
          onClose={() => {
            setAsks(false);
            suspend.reset();
          }}
        >
          {suspend.isError ? <FailureNotice error={suspend.error} /> : null}
        </ActionDialog>
      ) : null}
    </>
  );
}
