'use client';

import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Skeleton } from '@jowi/ui/skeleton';
import Link from 'next/link';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { Brand } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { ThemeMenu } from '../../shell/theme-menu.tsx';
import { BusinessForm } from './business.form.tsx';
import { CodeForm } from './code.form.tsx';
import { PhoneForm } from './phone.form.tsx';
import { RegisterProgress } from './register-progress.tsx';
import { useRegistration } from './registration.query.ts';
import { shownStep, stepPath } from './shown-step.ts';

/** Phone, code, business. Where one is stands in the address; what was done stands on the server. */
export function RegisterScreen({ wanted }: { wanted: string | null }) {
  const { t } = useWords();
  const registration = useRegistration();
  const state = registration.data;
  const step = state ? shownStep(wanted, state.step) : null;
  return (
    <div className="flex min-h-dvh flex-col">
      <title>{`${t('register.title')} · JOWi Shop`}</title>
      <header className="mx-auto flex w-full max-w-3xl items-center justify-between gap-3 px-4 py-5 sm:px-6">
        <Link href="/welcome" className="rounded-lg">
          <Brand />
        </Link>
        <div className="flex items-center gap-1">
          <LanguageSwitch />
          <ThemeMenu />
        </div>
      </header>
      <main className="mx-auto w-full max-w-xl flex-1 px-4 pb-16 sm:px-6">
        {step === 'done' ? null : <RegisterProgress step={step ?? 'phone'} />}
        {registration.isError && !state ? (
          <FailureNotice error={registration.error} onRetry={() => void registration.refetch()} />
        ) : !state || step === null ? (
          <Card className="space-y-4 p-6">
            <Skeleton className="h-7 w-56" />
            <Skeleton className="h-10" />
            <Skeleton className="h-10" />
          </Card>
        ) : step === 'code' && state.step === 'code' ? (
          <CodeForm state={state} answeredAtMs={registration.answeredAtMs} />
        ) : step === 'business' && state.step === 'business' ? (
          <BusinessForm state={state} />
        ) : step === 'done' ? (
          <AlreadyDone />
        ) : (
          <PhoneForm standing={state} />
        )}
      </main>
    </div>
  );
}

/** The same browser again, within a day of registering. */
function AlreadyDone() {
  const { t } = useWords();
  return (
    <Card className="mt-8 p-6">
      <h1 className="text-xl font-semibold tracking-tight">{t('register.done.title')}</h1>
      <p className="mt-1 text-ink-soft">{t('register.done.text')}</p>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button asChild>
          <Link href="/" prefetch={false}>
            {t('register.done.open')}
          </Link>
        </Button>
        <Button asChild variant="outline">
          <Link href={stepPath('phone')}>{t('register.done.again')}</Link>
        </Button>
      </div>
    </Card>
  );
}
