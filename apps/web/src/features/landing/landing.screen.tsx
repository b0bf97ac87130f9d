'use client';

import { Button } from '@jowi/ui/button';
import Link from 'next/link';
import { useWords } from '../../i18n/use-words.ts';
import { Brand } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { ThemeMenu } from '../../shell/theme-menu.tsx';
import { FirstSteps } from './first-steps.tsx';
import { HonestLists } from './honest-lists.tsx';
import { ProductShot } from './product-shot.tsx';
import { ProductStory } from './product-story.tsx';

/** What a visitor without an account sees: what the product does today, and the way in. */
export function LandingScreen({ signedIn }: { signedIn: boolean }) {
  const { t } = useWords();
  return (
    <div className="min-h-dvh bg-page">
      <title>{`JOWi Shop · ${t('landing.title')}`}</title>
      <meta name="description" content={t('landing.lead')} />
      <header className="sticky top-0 z-30 border-b bg-card/95 backdrop-blur">
        <div className="mx-auto flex h-16 max-w-6xl items-center gap-1 px-4 sm:px-6">
          <Link href="/welcome" className="rounded-lg" aria-label="JOWi Shop">
            <span className="sm:hidden">
              <Brand compact />
            </span>
            <span className="max-sm:hidden">
              <Brand />
            </span>
          </Link>
          <div className="ml-auto flex items-center gap-1">
            <LanguageSwitch />
            <ThemeMenu className="max-sm:hidden" />
            <Button asChild variant="ghost">
              <Link href={signedIn ? '/' : '/sign-in'} prefetch={false}>
                {t(signedIn ? 'landing.toOffice' : 'landing.signIn')}
              </Link>
            </Button>
            <Button asChild className="max-md:hidden">
              <Link href="/register">{t('landing.register')}</Link>
            </Button>
          </div>
        </div>
      </header>
      <main>
        <section className="mx-auto max-w-6xl px-4 pt-12 pb-10 text-center sm:px-6 sm:pt-20">
          <h1 className="mx-auto max-w-3xl text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-5xl">
            {t('landing.headline')}
          </h1>
          <p className="mx-auto mt-5 max-w-2xl text-base text-balance text-ink-soft sm:text-lg">
            {t('landing.lead')}
          </p>
          <Ways signedIn={signedIn} />
          <p className="mx-auto mt-4 max-w-xl text-sm text-balance text-ink-faint">
            {t('landing.threeSteps')}
          </p>
          <ProductShot name="till" className="mt-10 sm:mt-14" eager />
        </section>
        <ProductStory />
        <FirstSteps />
        <HonestLists />
        <section className="border-t bg-primary-quiet px-4 py-14 text-center text-on-primary-quiet sm:px-6">
          <p className="text-2xl font-semibold tracking-tight text-balance">{t('landing.finish')}</p>
          <Ways signedIn={signedIn} />
        </section>
      </main>
      <footer className="border-t bg-card">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-6 text-sm text-ink-soft sm:px-6">
          <span className="font-medium text-ink">JOWi Shop</span>
          <nav aria-label={t('landing.legal')} className="flex flex-wrap gap-x-5 gap-y-2">
            <Link href="/legal/offer" className="hover:text-ink">
              {t('legal.toOffer')}
            </Link>
            <Link href="/legal/personal-data" className="hover:text-ink">
              {t('legal.toPersonalData')}
            </Link>
          </nav>
          <ThemeMenu className="sm:hidden" />
        </div>
      </footer>
    </div>
  );
}

function Ways({ signedIn }: { signedIn: boolean }) {
  const { t } = useWords();
  return (
    <div className="mt-7 flex flex-wrap justify-center gap-3">
      <Button asChild className="h-12 px-6 text-base">
        <Link href="/register">{t('landing.register')}</Link>
      </Button>
      <Button asChild variant="outline" className="h-12 px-6 text-base">
        <Link href={signedIn ? '/' : '/sign-in'} prefetch={false}>
          {t(signedIn ? 'landing.toOffice' : 'landing.signIn')}
        </Link>
      </Button>
    </div>
  );
}
