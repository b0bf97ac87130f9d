import { z } from 'zod';

/** What a person set for herself in this browser. In cookies, so that the first paint is already right. */
export const LANGUAGE_COOKIE = 'jowi_language';
export const THEME_COOKIE = 'jowi_theme';
export const SIDEBAR_COOKIE = 'jowi_sidebar';

export const zLanguageChoice = z.enum(['ru', 'uz']).catch('ru');
export const zThemeChoice = z.enum(['light', 'dark', 'system']).catch('system');
export const zSidebarChoice = z.enum(['wide', 'narrow']).catch('wide');

export type LanguageChoice = z.infer<typeof zLanguageChoice>;
export type ThemeChoice = z.infer<typeof zThemeChoice>;
export type SidebarChoice = z.infer<typeof zSidebarChoice>;

const YEAR_SECONDS = 31_536_000;

/** Browser only. */
export function rememberChoice(cookie: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
  document.cookie = `${cookie}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
