'use client';

import type { SignInAnswer } from '@jowi/contracts/http/auth';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@jowi/ui/tabs';
import { ChartNoAxesCombined, ShieldCheck, WifiOff } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { showPhone } from '../../form/phone-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { safeReturnPath, secondFactorPath } from '../../session/return-path.ts';
import { Brand } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { ThemeMenu } from '../../shell/theme-menu.tsx';
import { CodePhoneForm } from './code-phone.form.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { PasswordResetForm } from './password-reset.form.tsx';
import { SecondFactorForm } from './second-factor.form.tsx';
import { SignInForm } from './sign-in.form.tsx';
import { SignInCodeForm } from './sign-in-code.form.tsx';
import type { Stage } from './stage.ts';

const points = [
  { icon: WifiOff, key: 'offline' },
  { icon: ChartNoAxesCombined, key: 'margin' },
  { icon: ShieldCheck, key: 'proof' },
] as const;

export function SignInScreen({ from }: { from: string | null }) {
  const { t } = useWords();
  return (
    <div className="grid min-h-dvh lg:grid-cols-[1fr_1.1fr]">
      <title>{`${t('signIn.title')} · JOWi Shop`}</title>
      <div className="flex flex-col px-5 py-5 sm:px-10">
        <header className="flex items-center justify-between gap-3">
          <Link href="/welcome" className="rounded-lg">
            <Brand />
          </Link>
          <div className="flex items-center gap-1">
            <LanguageSwitch />
            <ThemeMenu />
          </div>
        </header>
        <main className="m-auto w-full max-w-sm py-10">
          <Steps from={from} />
        </main>
      </div>
      <aside className="hidden flex-col justify-center bg-primary-quiet px-14 text-on-primary-quiet lg:flex xl:px-24">
        <p className="max-w-lg text-4xl leading-tight font-semibold tracking-tight text-balance">
          {t('signIn.pitch')}
        </p>
        <ul className="mt-10 space-y-5">
          {points.map(({ icon: Icon, key }) => (
            <li key={key} className="flex items-center gap-4 text-base">
              <span className="grid size-11 shrink-0 place-items-center rounded-xl bg-card text-primary-ink">
                <Icon size={24} aria-hidden="true" />
              </span>
              {t(`signIn.points.${key}`)}
            </li>
          ))}
        </ul>
      </aside>
    </div>
  );
}

function Steps({ from }: { from: string | null }) {
  const { t } = useWords();
  const router = useRouter();
  const [stage, setStage] = useState<Stage>({ kind: 'first' });
  const toFirst = () => setStage({ kind: 'first' });
  const onAnswer = (answer: SignInAnswer) => {
    if (answer.step === 'second-factor') setStage({ kind: 'second-factor' });
    else router.replace(answer.step === 'done' ? safeReturnPath(from) : secondFactorPath(from));
  };

  switch (stage.kind) {
    case 'first':
      return <FirstStep onAnswer={onAnswer} onStage={setStage} />;
    case 'code':
      return (
        <Step
          title={t('signIn.codeTitle')}
          text={t('signIn.codeText', { phone: showPhone(stage.sent.phone) })}
        >
          <SignInCodeForm sent={stage.sent} onAnswer={onAnswer} onBack={toFirst} />
        </Step>
      );
    case 'reset-phone':
      return (
        <Step title={t('signIn.resetTitle')} text={t('signIn.resetText')}>
          <CodePhoneForm
            purpose="reset-password"
            onSent={(sent) => setStage({ kind: 'reset', sent })}
            onBack={toFirst}
          />
        </Step>
      );
    case 'reset':
      return (
        <Step
          title={t('signIn.resetTitle')}
          text={t('signIn.resetCodeText', { phone: showPhone(stage.sent.phone) })}
        >
          <PasswordResetForm sent={stage.sent} onAnswer={onAnswer} onBack={toFirst} />
        </Step>
      );
    case 'second-factor':
      return <SecondFactorForm onAnswer={onAnswer} onBack={toFirst} />;
  }
}

function FirstStep({
  onAnswer,
  onStage,
}: {
  onAnswer: (answer: SignInAnswer) => void;
  onStage: (stage: Stage) => void;
}) {
  const { t } = useWords();
  return (
    <Step title={t('signIn.title')} text={t('signIn.text')}>
      <Tabs defaultValue="password">
        <TabsList aria-label={t('signIn.by')} className="mb-1">
          <TabsTrigger value="password">{t('signIn.byPassword')}</TabsTrigger>
          <TabsTrigger value="code">{t('signIn.byCode')}</TabsTrigger>
        </TabsList>
        <TabsContent value="password">
          <SignInForm onAnswer={onAnswer} onForgot={() => onStage({ kind: 'reset-phone' })} />
        </TabsContent>
        <TabsContent value="code">
          <CodePhoneForm purpose="sign-in" onSent={(sent) => onStage({ kind: 'code', sent })} />
        </TabsContent>
      </Tabs>
      <PasskeyButton onAnswer={onAnswer} />
      <p className="mt-6 text-center text-sm text-ink-soft">
        {t('signIn.noAccount')}{' '}
        <Link href="/register" className="font-medium text-primary-ink underline underline-offset-2">
          {t('signIn.register')}
        </Link>
      </p>
    </Step>
  );
}

export function Step({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p className="mt-1 mb-5 text-ink-soft">{text}</p>
      {children}
    </>
  );
}
