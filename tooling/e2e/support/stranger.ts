import { demoLogins } from '@jowi/api/prisma/demo-logins.ts';
import { type BrowserContext, expect } from '@playwright/test';
import { OfficePage } from './office.page.ts';
import type { Shop } from './processes.ts';
import type { ScreenAlbum } from './screen-album.ts';
import type { Words } from './words.ts';

const [owner] = demoLogins;
const stranger = demoLogins.find(({ business, role }) => business === 'oydin' && role === 'owner') ?? owner;

/** The owner of another business of the same installation finds nothing of this one, whatever she knows of it. */
export async function seeNothingOfOthers(
  theirContext: BrowserContext,
  {
    shop,
    t,
    album,
    tillName,
    receiptUrl,
  }: { shop: Shop; t: Words; album: ScreenAlbum; tillName: string; receiptUrl: string },
): Promise<void> {
  const theirPage = await theirContext.newPage();
  album.watch(theirPage);
  const theirs = new OfficePage(theirPage, t);
  await theirs.signIn(shop.webUrl, stranger.phone ?? '', stranger.password ?? '');
  await expect(theirPage.getByText(t('today.emptyTitle'))).toBeVisible();
  await theirs.goTo('receipts');
  await expect(theirPage.getByText(t('receipts.emptyTitle'))).toBeVisible();
  await theirs.goTo('terminals');
  await expect(theirPage.getByText(tillName)).toHaveCount(0);
  await theirPage.goto(`${shop.webUrl}/products?search=4780099990012`);
  await expect(theirPage.getByText(t('list.nothingFound'))).toBeVisible();
  await theirPage.goto(receiptUrl);
  await expect(theirPage.getByText(t('errors:common.not-found'))).toBeVisible();
  await album.shoot('receipt-of-another-business', { page: theirPage });
  await theirContext.close();
}
