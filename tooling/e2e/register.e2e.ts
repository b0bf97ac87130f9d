import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRng } from '@jowi/testkit/rng';
import { type TempDir, tempDir } from '@jowi/testkit/temp-dir';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { repositoryRoot } from '../repository-root.ts';
import { goToFirstReceipt } from './support/first-receipt.ts';
import { type Language, newShops, openBrowser, shown } from './support/new-shops.ts';
import { OfficePage } from './support/office.page.ts';
import { openOfficeAlbum } from './support/office-album.ts';
import { openShop, type Shop } from './support/processes.ts';
import { RegisterPage } from './support/register.page.ts';
import type { ScreenAlbum } from './support/screen-album.ts';
import { loadWords, type Words } from './support/words.ts';

// A shop that nobody knew this morning: from the landing page to its first receipt, in Russian and again in Uzbek.

const artifacts = join(repositoryRoot, 'artifacts/register');

test.describe.configure({ mode: 'serial' });

let dir: TempDir;
let shop: Shop;
let browser: Browser;
let album: ScreenAlbum;
let context: BrowserContext;
let page: Page;
let words: Record<Language, Words>;

test.beforeAll(async ({ browser: given }) => {
  test.setTimeout(240_000);
  browser = given;
  rmSync(artifacts, { recursive: true, force: true });
  mkdirSync(artifacts, { recursive: true });
  dir = await tempDir('jowi-register-');
  shop = await openShop({ dataDir: dir.path, logDir: join(artifacts, 'logs'), rng: createRng(3) });
  await Promise.all([shop.fiscal.start(), shop.printer.start(), shop.api.start(), shop.web.start()]);
  words = {
    ru: await loadWords('ru', 'web', 'common', 'errors'),
    uz: await loadWords('uz', 'web', 'common', 'errors'),
  };
  context = await openBrowser(browser);
  page = await context.newPage();
  album = await openOfficeAlbum(page, shop.webUrl, 1280);
});

test.afterAll(async () => {
  await shop?.stop();
  await dir?.[Symbol.asyncDispose]();
});

test('a visitor sees what this is, and goes through the three steps; leaving and coming back costs nothing', async () => {
  const t = words.ru;
  const { national, ...input } = newShops.ru;
  const visitor = new RegisterPage(page, t, shop.webUrl);
  await visitor.arrive('ru');
  await album.shoot('landing');
  for (const [name, title] of [
    ['offer', t('legal.toOffer')],
    ['personal-data', t('legal.toPersonalData')],
  ] as const) {
    await page.getByRole('link', { name: title, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/legal/${name}$`));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await album.shoot(`legal-${name}`);
    await page.goBack();
  }
  await visitor.begin();
  await visitor.typePhone('93700');
  await expect(page.getByText(t('form.phone'))).toBeVisible();
  await album.shoot('register-phone-short');
  await visitor.typePhone(national);
  await visitor.see('code');
  await expect(page.getByText(shown(national))).toBeVisible();

  const right = await visitor.readCode(shown(national));
  await visitor.typeCode(right === '111111' ? '222222' : '111111');
  await expect(page.getByText(t('errors:codes.wrong', { count: 4, left: 4 }))).toBeVisible();
  await album.shoot('register-code-wrong');
  // Another number after all, and back again: the same code still counts.
  await page.getByRole('link', { name: t('register.code.other') }).click();
  await visitor.see('phone');
  await expect(page.getByLabel(t('register.phone.label'))).toHaveValue(shown(national));
  await page.keyboard.press('Enter');
  await visitor.typeCode(right);
  await visitor.see('business');
  await album.shoot('register-business');

  await visitor.submit();
  await expect(page.getByText(t('form.checkFields'))).toBeVisible();
  await expect(page.getByText(t('register.business.consentMissing'))).toBeVisible();
  await album.shoot('register-business-mistakes');
  await visitor.field('taxId').fill('31234567890123');
  await visitor.field('latitude').fill('69,28');
  await visitor.field('longitude').fill('41,31');
  await expect(page.getByText(t('errors:business.pinfl-invalid'))).toBeVisible();
  await expect(page.getByText(t('register.business.placeSwapped'))).toBeVisible();
  await page.getByRole('button', { name: t('register.business.swap') }).click();
  await expect(visitor.field('latitude')).toHaveValue('41,31');

  await visitor.fillBusiness(input);
  await expect(visitor.field('storeName')).toHaveValue(input.name);
  await expect(visitor.field('latitude')).toHaveValue('39,6547');
  // Closed in the middle of it, opened again.
  await page.waitForTimeout(1_200);
  await page.reload();
  await visitor.see('business');
  await expect(visitor.field('name')).toHaveValue(input.name);
  await expect(visitor.field('taxId')).toHaveValue(input.taxId);
  await expect(visitor.field('ownerName')).toHaveValue(input.owner);
  await page.goBack();
  await visitor.see('phone');
  await page.goForward();
  await visitor.see('business');
  await expect(visitor.field('address')).toHaveValue(input.address);

  await visitor.password('newPassword').fill('12345678');
  await visitor.agree();
  await visitor.submit();
  await expect(page.getByText(t('errors:account.password-common'))).toBeVisible();
  await visitor.password('newPassword').fill(input.password);
  await album.shoot('register-business-filled');
  await visitor.submit();
  await visitor.seeOffice();
  await expect(
    page
      .getByRole('region', { name: t('guide.title') })
      .or(page.getByLabel(t('guide.title')).first())
      .first(),
  ).toBeVisible();
  await album.shoot('guide-new-shop');
  // The front door is the back office now; the registration is over.
  await page.goto(shop.webUrl);
  await visitor.seeOffice();
  await visitor.open();
  await expect(page.getByText(t('register.done.title'))).toBeVisible();
  await album.shoot('register-done');
  await page.getByRole('link', { name: t('register.done.open') }).click();
  await visitor.seeOffice();
});

test('practice goods come and go in one click', async () => {
  const t = words.ru;
  await page.getByRole('button', { name: t('guide.demo.fill') }).click();
  await expect(page.getByText(t('guide.demo.standingText'))).toBeVisible();
  await expect(page.getByText(t('guide.goods.text')), 'practice is no step').toBeVisible();
  await album.shoot('guide-demo-goods');
  const office = new OfficePage(page, t);
  await office.goTo('stock');
  await expect(page.getByRole('row').nth(20)).toBeVisible();
  await office.goTo('today');
  await page.getByRole('button', { name: t('guide.demo.wipe') }).click();
  const dialog = page.getByRole('dialog', { name: t('guide.demo.confirmTitle') });
  await expect(dialog.getByText(t('guide.demo.confirmSafe'))).toBeVisible();
  await album.shoot('guide-demo-wipe');
  await dialog.getByRole('button', { name: t('guide.demo.wipe') }).click();
  await expect(page.getByRole('button', { name: t('guide.demo.fill') })).toBeVisible();
  await office.goTo('products');
  await expect(page.getByText(t('products.emptyTitle'))).toBeVisible();
  await album.shoot('products-of-a-new-shop');
  await office.goTo('today');
});

test('the guide leads to the first receipt, and ticks itself off', async () => {
  test.setTimeout(300_000);
  const look = (name: string) => album.shoot(name);
  await goToFirstReceipt(shop, { language: 'ru', office: page, look, artifacts });
});

test('the guide can be put away and brought back', async () => {
  const t = words.ru;
  const guide = page.getByLabel(t('guide.title')).first();
  await expect(guide).toBeVisible();
  await page.getByRole('button', { name: t('guide.hide') }).click();
  await expect(guide).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: t('today.title') })).toBeVisible();
  await expect(guide).toBeHidden();
});

test('the same in Uzbek, with the keyboard alone up to the last step, and practice goods that were sold', async () => {
  test.setTimeout(300_000);
  const t = words.uz;
  const { national, ...input } = newShops.uz;
  const fresh = await openBrowser(browser);
  const own = await fresh.newPage();
  const look = shooter('uz', own);
  const visitor = new RegisterPage(own, t, shop.webUrl);
  await visitor.arrive('uz');
  await look('landing');
  await tabTo(own, t('landing.register'));
  await own.keyboard.press('Enter');
  await visitor.see('phone');
  await own.keyboard.type(national);
  await own.keyboard.press('Enter');
  await visitor.see('code');
  await look('code');
  await visitor.typeCode(await visitor.readCode(shown(national)));
  await visitor.see('business');
  await visitor.fillBusiness(input);
  await visitor.password('newPassword').fill(input.password);
  await visitor.agree();
  await look('business');
  await visitor.password('newPassword').press('Enter');
  await visitor.seeOffice();
  await look('guide');
  await own.getByRole('button', { name: t('guide.demo.fill') }).click();
  await expect(own.getByText(t('guide.demo.standingText'))).toBeVisible();
  const demoBarcode = await firstDemoBarcode(own);

  // Another till, with nothing on its disk.
  await shop.till.stop();
  rmSync(shop.tillDataDir, { recursive: true, force: true });
  await goToFirstReceipt(shop, { language: 'uz', office: own, look, artifacts, soldToo: demoBarcode });

  await new OfficePage(own, t).goTo('today');
  await expect(own.getByText(t('guide.finishedTitle'))).toBeVisible();
  await own.getByRole('button', { name: t('guide.demo.wipe') }).click();
  const dialog = own.getByRole('dialog', { name: t('guide.demo.confirmTitle') });
  await expect(dialog.getByText(t('guide.demo.confirmSold', { count: 1 }))).toBeVisible();
  await look('guide-wipe-sold');
  await dialog.getByRole('button', { name: t('guide.demo.wipe') }).click();
  await expect(own.getByText(t('guide.demo.standingText'))).toBeHidden();
  await new OfficePage(own, t).goTo('products');
  await expect(own.getByRole('row').filter({ hasText: newShops.uz.product })).toBeVisible();
  await expect(own.getByRole('row'), 'head and one of her own').toHaveCount(2);
  await fresh.close();
});

test('nothing was wrong with the screens', () => {
  expect(shop.deaths).toEqual([]);
  album.judge();
});

function shooter(language: Language, at: Page): (name: string) => Promise<void> {
  return async (name) => {
    for (const width of [390, 1280]) {
      await at.setViewportSize({ width, height: width === 390 ? 844 : 768 });
      await at.screenshot({ path: join(artifacts, `${language}-${name}-${width}.png`), fullPage: true });
    }
  };
}

/** With Tab alone, as far as need be. */
async function tabTo(at: Page, name: string): Promise<void> {
  for (let i = 0; i < 30; i++) {
    await at.keyboard.press('Tab');
    const focused = await at.locator(':focus').textContent();
    if (focused?.trim() === name) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

async function firstDemoBarcode(at: Page): Promise<string> {
  return at.evaluate(async () => {
    const answer = await fetch('/api/v1/products?limit=50');
    const { items } = (await answer.json()) as { items: { barcodes: string[] }[] };
    return items.find(({ barcodes }) => barcodes.length > 0)?.barcodes[0] ?? '';
  });
}
