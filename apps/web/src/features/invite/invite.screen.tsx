'use client';

import type { InvitationView } from '@jowi/contracts/http/staff';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { EmptyState } from '@jowi/ui/empty-state';
import { Skeleton } from '@jowi/ui/skeleton';
import { CircleCheck, Link2Off } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { useProblemText } from '../../api/problem-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Brand } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { ThemeMenu } from '../../shell/theme-menu.tsx';
import { useRoleName } from '../roles/role-words.ts';
import { useInvitation } from './invite.query.ts';
import { InviteCodeForm } from './invite-code.form.tsx';
import { InvitePasswordForm } from './invite-password.form.tsx';

type Step = { kind: 'prove' } | { kind: 'password'; ticket: string } | { kind: 'done' };

/** From the link in a message to an account that works in the shop. Nobody is signed in here yet. */
export function InviteScreen({ token }: { token: string }) {
  const { t } = useWords();
  const problemText = useProblemText();
  const invitation = useInvitation(token);
  const [step, setStep] = useState<Step>({ kind: 'prove' });
  const view = invitation.data;
  return (
    <Frame>
      {invitation.isError ? (
        <EmptyState
          icon={Link2Off}
          title={t('invitePage.wrongTitle')}
          text={problemText(invitation.error)}
          actions={<ToSignIn />}
        />
      ) : view === undefined ? (
        <div className="space-y-4">
          <Skeleton className="h-7 w-56" />
          <Skeleton className="h-24" />
          <Skeleton className="h-10" />
        </div>
      ) : step.kind === 'done' ? (
        <EmptyState
          icon={CircleCheck}
          title={t('invitePage.doneTitle')}
          text={t('invitePage.doneText', { business: view.businessName })}
          actions={<ToSignIn />}
          className="px-0 py-6"
        />
      ) : step.kind === 'password' ? (
        <InvitePasswordForm ticket={step.ticket} onDone={() => setStep({ kind: 'done' })} />
      ) : (
        <>
          <h1 className="text-2xl font-semibold tracking-tight text-balance">
            {t('invitePage.hello', { name: view.employeeName })}
          </h1>
          <About view={view} />
          <InviteCodeForm
            token={token}
            phoneHint={view.phoneHint}
            onStep={(answer) =>
              setStep(answer.step === 'done' ? { kind: 'done' } : { kind: 'password', ticket: answer.ticket })
            }
          />
        </>
      )}
    </Frame>
  );
}

function About({ view }: { view: InvitationView }) {
  const { t } = useWords();
  const roleName = useRoleName();
  return (
    <dl className="my-5 grid grid-cols-[auto_1fr] gap-x-5 gap-y-2 rounded-2xl bg-fill p-4">
      <dt className="text-ink-faint">{t('invitePage.business')}</dt>
      <dd className="min-w-0 font-medium break-words">{view.businessName}</dd>
      <dt className="text-ink-faint">{t('invitePage.role')}</dt>
      <dd className="min-w-0 font-medium break-words">
        {roleName({ kind: view.roleKind, name: view.roleName })}
      </dd>
      <dt className="text-ink-faint">{t('invitePage.phone')}</dt>
      <dd className="font-medium tabular-nums">{view.phoneHint}</dd>
    </dl>
  );
}

function ToSignIn() {
  const { t } = useWords();
  return (
    <Button asChild>
      <Link href="/sign-in">{t('invitePage.toSignIn')}</Link>
    </Button>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords();
  return (
    <div className="flex min-h-dvh flex-col px-4 py-5 sm:px-8">
      <title>{`${t('invitePage.title')} · JOWi Shop`}</title>
      <header className="flex items-center justify-between gap-3">
        <Brand />
        <div className="flex items-center gap-1">
          <LanguageSwitch />
          <ThemeMenu />
        </div>
      </header>
      <main className="m-auto w-full max-w-md py-10">
        <Card className="on-card p-6 sm:p-8">{children}</Card>
      </main>
    </div>
  );
}
