'use client';

import { switchLanguage } from '@jowi/i18n/i18next';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import {
  LANGUAGE_COOKIE,
  type LanguageChoice,
  rememberChoice,
  SIDEBAR_COOKIE,
  type SidebarChoice,
  THEME_COOKIE,
  type ThemeChoice,
} from './preferences.ts';

export type Choices = { language: LanguageChoice; theme: ThemeChoice; sidebar: SidebarChoice };

type Preferences = Choices & {
  setLanguage: (language: LanguageChoice) => void;
  setTheme: (theme: ThemeChoice) => void;
  setSidebar: (sidebar: SidebarChoice) => void;
};

const PreferencesContext = createContext<Preferences | null>(null);

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error('usePreferences needs <PreferencesProvider>');
  return preferences;
}

export function PreferencesProvider({ initial, children }: { initial: Choices; children: ReactNode }) {
  const [choices, setChoices] = useState(initial);
  const { i18n } = useWords();

  const value = useMemo<Preferences>(
    () => ({
      ...choices,
      setLanguage(language) {
        rememberChoice(LANGUAGE_COOKIE, language);
        document.documentElement.lang = language;
        // figures change together with the words, once these are here
        void switchLanguage(i18n, language).then(() => setChoices((was) => ({ ...was, language })));
      },
      setTheme(theme) {
        rememberChoice(THEME_COOKIE, theme);
        if (theme === 'system') delete document.documentElement.dataset.theme;
        else document.documentElement.dataset.theme = theme;
        setChoices((was) => ({ ...was, theme }));
      },
      setSidebar(sidebar) {
        rememberChoice(SIDEBAR_COOKIE, sidebar);
        setChoices((was) => ({ ...was, sidebar }));
      },
    }),
    [choices, i18n],
  );

  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}
