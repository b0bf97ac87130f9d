import { LANGUAGE_NAMES } from '@jowi/i18n/languages';
import { expect, type Page } from '@playwright/test';
import { ScreenAlbum } from './screen-album.ts';
import { loadWords } from './words.ts';

/** An album of the back office: a laptop and a phone. */
export async function openOfficeAlbum(page: Page, webUrl: string, laptop = 1366): Promise<ScreenAlbum> {
  const words = [await loadWords('ru', 'common'), await loadWords('uz', 'common')];
  const crosses = words.map((t) => `li[data-state=open] button[aria-label="${t('action.close')}"]`).join();
  return ScreenAlbum.open(page, {
    app: 'office',
    sizes: [
      { width: laptop, height: 768 },
      { width: 390, height: 844 },
    ],
    speak: (at, language) => speak(at, webUrl, language),
    settle: (at) => settle(at, crosses),
  });
}

/** The switch of the top bar, pressed by program: a dialog may lie over it, a phone may keep it in the drawer. */
async function speak(at: Page, webUrl: string, language: 'ru' | 'uz'): Promise<void> {
  const choice = at.locator(`button[aria-label="${LANGUAGE_NAMES[language]}"]`).first();
  if ((await choice.count()) === 0) return rememberAndReload(at, webUrl, language);
  if ((await choice.getAttribute('data-state')) === 'on') return;
  await choice.dispatchEvent('click');
  await expect(choice).toHaveAttribute('data-state', 'on');
}

/** Where a screen has no switch. */
async function rememberAndReload(at: Page, webUrl: string, language: 'ru' | 'uz'): Promise<void> {
  await at.context().addCookies([{ name: 'jowi_language', value: language, url: webUrl }]);
  await at.reload();
  await expect(at.locator('html')).toHaveAttribute('lang', language);
}

/** Nothing on its way, and no message of an earlier step over the screen. */
async function settle(at: Page, crosses: string): Promise<void> {
  const toasts = at.locator(crosses);
  while ((await toasts.count()) > 0) await toasts.first().dispatchEvent('click');
  await expect(at.locator('.animate-pulse, [aria-busy=true]')).toHaveCount(0);
}
