import { checkDigit } from '@jowi/domain/barcode';
import { withClient } from '@jowi/testkit/postgres';
import type { Browser, BrowserContext } from '@playwright/test';
import type { Shop } from './processes.ts';
import type { NewShop } from './register.page.ts';

export type Language = 'ru' | 'uz';

const code = (body: string) => `${body}${checkDigit(body)}`;

/** Shops that nobody knew this morning. */
export const newShops: Record<
  Language,
  NewShop & { national: string; product: string; barcode: string; pin: string }
> = {
  ru: {
    name: 'Лавка Навот',
    kind: 'Продукты',
    taxId: '301 987 654',
    city: 'Самарканд',
    address: 'ул. Регистан, 7',
    owner: 'Гульнора Азимова',
    password: 'granatovyj-kotel-26',
    national: '937001001',
    product: 'Навот белый, 500 г',
    barcode: code('478010000101'),
    pin: '4827',
  },
  uz: {
    name: 'Chorsu Savdo',
    kind: 'Oziq-ovqat',
    taxId: '302 876 543',
    city: 'Toshkent',
    address: 'Chorsu koʻchasi, 12',
    owner: 'Baxtiyor Sodiqov',
    password: 'anorli-qozon-2026',
    national: '937002002',
    product: 'Oq navot, 500 g',
    barcode: code('478010000202'),
    pin: '5938',
  },
};
/** Nine digits as the screens show them. */
export const shown = (national: string) =>
  `+998 ${national.slice(0, 2)} ${national.slice(2, 5)}-${national.slice(5, 7)}-${national.slice(7)}`;

/** A browser of its own, as a person in Tashkent has it. */
export function openBrowser(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1280, height: 768 },
    reducedMotion: 'reduce',
    colorScheme: 'light',
    locale: 'ru-RU',
    timezoneId: 'Asia/Tashkent',
  });
}

/** As somebody who sees through row security. */
export async function askDatabase(shop: Shop, text: string, ...values: unknown[]): Promise<{ n: number }[]> {
  const { adminUrl } = shop.database;
  if (!adminUrl) throw new Error('Only in a database of our own does time pass so fast');
  return withClient(adminUrl, async (client) => (await client.query<{ n: number }>(text, values)).rows);
}
