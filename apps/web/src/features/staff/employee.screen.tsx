'use client';

import type { Employee } from '@jowi/contracts/http/staff';
import { Avatar } from '@jowi/ui/avatar';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { Skeleton } from '@jowi/ui/skeleton';
import { useToast } from '@jowi/ui/toast';
import { ApiError } from '../../api/api-error.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { AccessCard } from './access-card.tsx';
import { EmployeeForm } from './employee.form.tsx';
import { updateOf, valuesOf } from './employee-values.ts';
import { PinCard } from './pin-card.tsx';
import { useEmployee, useUpdateEmployee } from './staff.query.ts';
import { SuspendButton } from './suspend-button.tsx';

export function EmployeeScreen({ id }: { id: string }) {
  const { t } = useWords();
  const employee = useEmployee(id);
  const { data } = employee;
  return (
    <>
      <PageHead
        title={data?.name ?? t('staff.title')}
        badge={
          data ? (
            <>
              <Avatar name={data.name} color={data.color} />
              {data.active ? null : (
                <Badge tone="danger" icon>
                  {t('staff.isSuspended')}
                </Badge>
              )}
            </>
          ) : undefined
        }
        back={{ href: '/staff', label: t('staff.title') }}
        actions={data?.mayEdit && !data.isMe ? <SuspendButton employee={data} /> : undefined}
      />
      {employee.isError ? (
        <FailureNotice error={employee.error} onRetry={() => void employee.refetch()} />
      ) : data ? (
        <Edit employee={data} reload={() => void employee.refetch()} />
      ) : (
        <Skeleton className="h-96 max-w-2xl" />
      )}
    </>
  );
}

function Edit({ employee, reload }: { employee: Employee; reload: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const update = useUpdateEmployee(employee.id);
  return (
    <>
      {employee.active ? null : (
        <Notice tone="warning" className="mb-4">
          {t('staff.suspendedNotice')}
        </Notice>
      )}
      {employee.mayEdit ? null : <Notice className="mb-4">{t('staff.readOnly')}</Notice>}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,42rem)_minmax(18rem,1fr)]">
        <EmployeeForm
          // a newer version from the server starts the form afresh
          key={employee.version}
          initial={valuesOf(employee)}
          employee={employee}
          readOnly={!employee.mayEdit}
          save={(values) => update.mutateAsync(updateOf(values, employee.version))}
          onSaved={({ name }) => toast({ tone: 'success', title: t('staff.saved', { name }) })}
          failureAction={(error) =>
            error instanceof ApiError && error.is('staff/version-conflict') ? (
              <Button variant="secondary" onClick={reload}>
                {t('staff.reload')}
              </Button>
            ) : null
          }
        />
        <div className="space-y-4">
          <PinCard employee={employee} />
          <AccessCard employee={employee} />
        </div>
      </div>
    </>
  );
}
