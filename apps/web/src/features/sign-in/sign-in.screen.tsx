'use client';

import { ChartNoAxesCombined, ShieldCheck, WifiOff } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';
import { Brand } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { ThemeMenu } from '../../shell/theme-menu.tsx';
import { SignInForm } from './sign-in.form.tsx';

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
          <Brand />
          <div className="flex items-center gap-1">
            <LanguageSwitch />
            <ThemeMenu />
          </div>
        </header>
        <main className="m-auto w-full max-w-sm py-12">
          <h1 className="text-2xl font-semibold tracking-tight">{t('signIn.title')}</h1>
          <p className="mt-1 mb-6 text-ink-soft">{t('signIn.text')}</p>
          <SignInForm from={from} />
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
