'use client';

import type { Employee } from '@jowi/contracts/http/staff';
import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import { useToast } from '@jowi/ui/toast';
import { UserRoundCheck, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useProblemText } from '../../api/problem-text.ts';
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
      <Dialog
        open={asks}
        onOpenChange={(open) => {
          setAsks(open);
          if (!open) suspend.reset();
        }}
        size="sm"
        title={t('staff.suspendTitle', { name })}
        description={t('staff.suspendText')}
        closeLabel={t('common:action.close')}
        footer={
          <>
            <Button variant="ghost" onClick={() => setAsks(false)}>
              {t('common:action.cancel')}
            </Button>
            <Button
              variant="danger"
              busy={suspend.isPending}
              onClick={() =>
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
            >
              {t('staff.suspend')}
            </Button>
          </>
        }
      >
        {suspend.isError ? <FailureNotice error={suspend.error} /> : null}
      </Dialog>
    </>
  );
}
