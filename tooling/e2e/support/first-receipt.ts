import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { urlOf } from '../../dev/stack.ts';
import { type Language, newShops, openBrowser } from './new-shops.ts';
import { OfficePage } from './office.page.ts';
import type { Shop } from './processes.ts';
import { Scanner } from './scanner.ts';
import { TillPage } from './till.page.ts';
import { loadWords } from './words.ts';

export interface FirstReceipt {
  readonly language: Language;
  /** Signed in, with the guide in view. */
  readonly office: Page;
  readonly look: (name: string) => Promise<void>;
  readonly artifacts: string;
  /** Barcode of something else that stands on the shelf. */
  readonly soldToo?: string;
}

/** Goods, PIN, till, sale: by the guide's own buttons, on a real till. */
export async function goToFirstReceipt(
  shop: Shop,
  { language, office: at, look, artifacts, soldToo }: FirstReceipt,
): Promise<void> {
  const t = await loadWords(language, 'web', 'common');
  const tillWords = {
    ru: await loadWords('ru', 'pos', 'common'),
    uz: await loadWords('uz', 'pos', 'common'),
  };
  const { owner, product, barcode, pin } = newShops[language];
  const office = new OfficePage(at, t);
  const guide = at.getByLabel(t('guide.title')).first();

  await guide.getByRole('link', { name: t('guide.goods.add') }).click();
  await at.getByLabel(t('productForm.nameRu')).fill(product);
  await at.getByLabel(t('productForm.nameUz')).fill(product);
  await at.getByLabel(t('productForm.sku'), { exact: true }).fill('NAVOT-1');
  await at.getByLabel(t('productForm.barcodes')).fill(barcode);
  await at.getByLabel(t('productForm.barcodes')).press('Enter');
  await at.getByLabel(t('productForm.price'), { exact: true }).fill('18900');
  await at.getByRole('button', { name: t('common:action.save') }).click();
  await expect(at.getByRole('row').filter({ hasText: product })).toBeVisible();
  await office.goTo('today');
  await expect(guide.getByText(t('guide.goods.text'))).toBeHidden();

  await guide.getByRole('link', { name: t('guide.pin.go') }).click();
  await at.getByRole('button', { name: t('staff.pinGive') }).click();
  const dialog = at.getByRole('dialog');
  await dialog.getByText(t('staff.pinOwn')).click();
  await dialog.getByLabel(t('staff.pinField'), { exact: true }).fill(pin);
  await dialog.getByRole('button', { name: t('common:action.save') }).click();
  await expect(at.getByText(t('staff.pinSaved')).first()).toBeVisible();
  await office.goTo('today');
  await expect(guide.getByText(t('guide.pin.text'))).toBeHidden();
  await look('guide-half-way');

  await guide.getByRole('link', { name: t('guide.till.go') }).click();
  const pairing = await office.createTill(language === 'ru' ? 'Касса 1' : 'Kassa 1');
  await shop.till.start();
  const tillPage = await (await openBrowser(at.context().browser()!)).newPage();
  await tillPage.goto(shop.tillUrl);
  const named = ({ nameRu }: { nameRu: string }) => nameRu;
  const till = new TillPage(tillPage, tillWords[language], named);
  if (language === 'uz') await new TillPage(tillPage, tillWords.ru, named).useLanguage('uz');
  await till.pair(pairing, urlOf(shop.network.port));
  await office.seeTillPaired();
  await office.goTo('today');
  await expect(guide.getByText(t('guide.till.text'))).toBeHidden();
  await till.signIn(owner, pin);
  await till.openShift(100_000);
  await till.seeCatalogueComplete();
  const scanner = new Scanner(tillPage);
  const lines = tillPage
    .getByRole('region', { name: tillWords[language]('sale.receipt') })
    .getByRole('listitem');
  await scanner.scan(barcode);
  await expect(lines.filter({ hasText: product })).toBeVisible();
  if (soldToo !== undefined) {
    await scanner.scan(soldToo);
    await expect(lines).toHaveCount(2);
  }
  await till.openPayment();
  await tillPage.keyboard.press('Enter');
  await expect(tillPage.getByText(new RegExp(`^${tillWords[language]('paid.title')} · `))).toBeVisible();
  await tillPage.screenshot({ path: join(artifacts, `${language}-till-paid.png`) });

  // Nobody touches the back office: it hears of the sale by itself.
  await expect(at.getByText(t('guide.finishedTitle'))).toBeVisible({ timeout: 20_000 });
  await expect(at.getByText(t('today.emptyTitle')), 'the figures with it').toBeHidden();
  await look('guide-finished');
  await tillPage.context().close();
}
