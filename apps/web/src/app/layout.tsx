import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { loadWords } from '../i18n/words.ts';
import {
  LANGUAGE_COOKIE,
  SIDEBAR_COOKIE,
  THEME_COOKIE,
  zLanguageChoice,
  zSidebarChoice,
  zThemeChoice,
} from '../preferences/preferences.ts';
import { Providers } from '../shell/providers.tsx';
import './globals.css';

// titles are set by the screens: they are in the person's language
export const metadata: Metadata = {
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** Language and theme are read from cookies here, so the first paint is already the person's own. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const choices = {
    language: zLanguageChoice.parse(jar.get(LANGUAGE_COOKIE)?.value),
    theme: zThemeChoice.parse(jar.get(THEME_COOKIE)?.value),
    sidebar: zSidebarChoice.parse(jar.get(SIDEBAR_COOKIE)?.value),
  };
  return (
    <html
      lang={choices.language}
      data-theme={choices.theme === 'system' ? undefined : choices.theme}
      // both attributes change in the browser when the person chooses otherwise
      suppressHydrationWarning
    >
      <body>
        <Providers choices={choices} words={await loadWords(choices.language)}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
