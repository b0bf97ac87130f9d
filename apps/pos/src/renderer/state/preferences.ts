import { LANGUAGES, type Language } from '@jowi/i18n/languages';

export type Theme = 'system' | 'light' | 'dark';
export type Preferences = { language: Language; theme: Theme; sound: boolean };

const KEY = 'jowi.till.preferences';
const USUAL: Preferences = { language: 'ru', theme: 'system', sound: true };
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** How this screen likes to look. Lost with the browser's data, and that is all right: no fact lives here. */
export function readPreferences(): Preferences {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof saved !== 'object' || saved === null) return USUAL;
    const { language, theme, sound } = saved as Record<string, unknown>;
    return {
      language: LANGUAGES.find((known) => known === language) ?? USUAL.language,
      theme: THEMES.find((known) => known === theme) ?? USUAL.theme,
      sound: typeof sound === 'boolean' ? sound : USUAL.sound,
    };
  } catch {
    return USUAL;
  }
}

export function savePreferences(preferences: Preferences): void {
  localStorage.setItem(KEY, JSON.stringify(preferences));
}

export function showTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
