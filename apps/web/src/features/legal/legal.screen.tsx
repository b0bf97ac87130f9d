'use client';

import { Card } from '@jowi/ui/card';
import Link from 'next/link';
import { useWords } from '../../i18n/use-words.ts';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { Brand } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { ThemeMenu } from '../../shell/theme-menu.tsx';
import type { LegalText } from './legal-text.ts';

/** A text one agrees to when registering, in both languages. */
export function LegalScreen({ texts }: { texts: Readonly<Record<'ru' | 'uz', LegalText>> }) {
  const { t } = useWords();
  const { language } = usePreferences();
  const text = texts[language];
  return (
    <div className="min-h-dvh">
      <title>{`${text.title} · JOWi Shop`}</title>
      <header className="mx-auto flex w-full max-w-3xl items-center justify-between gap-3 px-4 py-5 sm:px-6">
        <Link href="/welcome" className="rounded-lg" title={t('legal.back')}>
          <Brand />
        </Link>
        <div className="flex items-center gap-1">
          <LanguageSwitch />
          <ThemeMenu />
        </div>
      </header>
      <main className="mx-auto w-full max-w-3xl px-4 pb-16 sm:px-6">
        <Card className="p-6 sm:p-8">
          <h1 className="text-2xl font-semibold tracking-tight text-balance">{text.title}</h1>
          <p className="mt-1 text-sm text-ink-faint">{t('legal.version', { version: text.version })}</p>
          {text.sections.map((section) => (
            <section key={section.title} className="mt-6">
              <h2 className="text-base font-semibold">{section.title}</h2>
              <p className="mt-1 text-base leading-relaxed text-ink-soft">{section.text}</p>
            </section>
          ))}
        </Card>
      </main>
    </div>
  );
}
