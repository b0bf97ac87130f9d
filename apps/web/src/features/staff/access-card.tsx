'use client';

import type { Employee } from '@jowi/contracts/http/staff';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { useToast } from '@jowi/ui/toast';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useProblemText } from '../../api/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { useWithdrawInvitation } from './staff.query.ts';
import { Access } from './staff-columns.table.tsx';

/** Her way into the back office: an account, an invitation to open one, or neither. */
export function AccessCard({ employee }: { employee: Employee }) {
  const { t } = useWords();
  const format = useFormat();
  const toast = useToast();
  const problemText = useProblemText();
  const withdraw = useWithdrawInvitation(employee.id);
  const [asks, setAsks] = useState(false);
  const { invitation, hasAccount, phone } = employee;
  const mayInvite = employee.mayEdit && employee.active && !hasAccount;
  const text = hasAccount
    ? t('staff.accessHas')
    : invitation?.expired
      ? t('staff.accessExpired')
      : invitation
        ? t('staff.accessInvited', { date: format.dateTime(invitation.expiresAtMs) })
        : phone === null
          ? t('staff.accessNoPhone')
          : t('staff.accessNone');
  return (
    <Card className="space-y-3 p-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-base font-semibold">{t('staff.accessCard')}</h2>
        <Access employee={employee} />
      </div>
      <p className="text-sm text-ink-soft">{text}</p>
      {mayInvite && phone !== null ? (
        <div className="flex flex-wrap gap-2">
          <Button variant={invitation ? 'outline' : 'secondary'} onClick={() => setAsks(true)}>
            <Send size={16} aria-hidden="true" />
            {t(invitation ? 'staff.inviteAgain' : 'staff.invite')}
          </Button>
          {invitation ? (
            <Button
              variant="ghost"
              busy={withdraw.isPending}
              onClick={() =>
                withdraw.mutate(undefined, {
                  onSuccess: () => toast({ tone: 'success', title: t('staff.inviteWithdrawn') }),
                  onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
                })
              }
            >
              {t('staff.inviteWithdraw')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {asks && phone !== null ? (
        <InviteDialog employee={employee} phone={phone} onClose={() => setAsks(false)} />
      ) : null}
    </Card>
  );
}
