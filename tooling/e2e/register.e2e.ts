import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkDigit } from '@jowi/domain/barcode';
import { withClient } from '@jowi/testkit/postgres';
import { createRng } from '@jowi/testkit/rng';
import { type TempDir, tempDir } from '@jowi/testkit/temp-dir';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { urlOf } from '../dev/stack.ts';
import { repositoryRoot } from '../repository-root.ts';
import { OfficePage } from './support/office.page.ts';
import { openOfficeAlbum } from './support/office-album.ts';
import { openShop, type Shop } from './support/processes.ts';
import { type NewShop, RegisterPage } from './support/register.page.ts';
import { Scanner } from './support/scanner.ts';
import type { ScreenAlbum } from './support/screen-album.ts';
import { TillPage } from './support/till.page.ts';
import { loadWords, type Words } from './support/words.ts';

// A shop that nobody knew this morning: from the landing page to its first receipt, in Russian and again in Uzbek.

type Language = 'ru' | 'uz';
const artifacts = join(repositoryRoot, 'artifacts/register');
const code = (body: string) => `${body}${checkDigit(body)}`;

const shops: Record<Language, NewShop & { national: string; product: string; barcode: string; pin: string }> =
  {
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
const shown = (national: string) =>
  `+998 ${national.slice(0, 2)} ${national.slice(2, 5)}-${national.slice(5, 7)}-${national.slice(7)}`;

test.describe.configure({ mode: 'serial' });

let dir: TempDir;
let shop: Shop;
let browser: Browser;
let album: ScreenAlbum;
let context: BrowserContext;
let page: Page;
let words: Record<Language, Words>;
let tillWords: Record<Language, Words>;

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
  tillWords = { ru: await loadWords('ru', 'pos', 'common'), uz: await loadWords('uz', 'pos', 'common') };
  context = await newContext();
  page = await context.newPage();
  album = await openOfficeAlbum(page, shop.webUrl, 1280);
});

test.afterAll(async () => {
  await shop?.stop();
  await dir?.[Symbol.asyncDispose]();
});

test('a visitor sees what this is, and goes through the three steps; leaving and coming back costs nothing', async () => {
  const t = words.ru;
  const { national, ...input } = shops.ru;
  const visitor = new RegisterPage(page, t, shop.webUrl);
  await visitor.arrive('ru');
  await album.shoot('landing');
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
  await goToFirstReceipt('ru', page, (name) => album.shoot(name));
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
  const { national, ...input } = shops.uz;
  const fresh = await newContext();
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
  await goToFirstReceipt('uz', own, look, demoBarcode);

  await new OfficePage(own, t).goTo('today');
  await expect(own.getByText(t('guide.finishedTitle'))).toBeVisible();
  await own.getByRole('button', { name: t('guide.demo.wipe') }).click();
  const dialog = own.getByRole('dialog', { name: t('guide.demo.confirmTitle') });
  await expect(dialog.getByText(t('guide.demo.confirmSold', { count: 1 }))).toBeVisible();
  await look('guide-wipe-sold');
  await dialog.getByRole('button', { name: t('guide.demo.wipe') }).click();
  await expect(own.getByText(t('guide.demo.standingText'))).toBeHidden();
  await new OfficePage(own, t).goTo('products');
  await expect(own.getByRole('row').filter({ hasText: shops.uz.product })).toBeVisible();
  await expect(own.getByRole('row'), 'head and one of her own').toHaveCount(2);
  await fresh.close();
});

test('two tabs send the same form: one business', async () => {
  const t = words.ru;
  const fresh = await newContext();
  const first = await fresh.newPage();
  const visitor = new RegisterPage(first, t, shop.webUrl);
  await visitor.arrive('ru');
  await visitor.begin();
  await visitor.typePhone('937003003');
  await visitor.typeCode(await visitor.readCode(shown('937003003')));
  await visitor.see('business');
  await visitor.fillBusiness({ ...shops.ru, name: 'Две вкладки', taxId: '303 111 222' });
  await first.waitForTimeout(1_200);
  const second = await fresh.newPage();
  const twin = new RegisterPage(second, t, shop.webUrl);
  await twin.open();
  await twin.see('business');
  await expect(twin.field('name')).toHaveValue('Две вкладки');
  for (const each of [visitor, twin]) {
    await each.password('newPassword').fill(shops.ru.password);
    await each.agree();
  }
  await Promise.all([visitor.submit(), twin.submit()]);
  await Promise.all([visitor.seeOffice(), twin.seeOffice()]);
  expect(await count(`SELECT count(*)::int AS n FROM tenant WHERE name = 'Две вкладки'`)).toBe(1);
  expect(await count(`SELECT count(*)::int AS n FROM employee WHERE phone = '+998937003003'`)).toBe(1);
  await fresh.close();
});

test('two browsers register one phone at once: one account, and the other one is asked for its password', async () => {
  const t = words.ru;
  const phone = '937004004';
  const browsers = [await newContext(), await newContext()];
  const visitors: RegisterPage[] = [];
  for (const [i, each] of browsers.entries()) {
    const visitor = new RegisterPage(await each.newPage(), t, shop.webUrl);
    await visitor.arrive('ru');
    await visitor.begin();
    if (i === 1) {
      // Not twice within a minute, whoever asks.
      await visitor.typePhone(phone);
      await expect(visitor.page.getByText(t('errors:codes.limit', { minutes: 1, count: 1 }))).toBeVisible();
      await visitor.page.screenshot({ path: join(artifacts, 'ru-too-soon.png') });
      await sql(
        `UPDATE messages.code SET created_at_ms = created_at_ms - 61000 WHERE phone = $1`,
        `+998${phone}`,
      );
    }
    await visitor.typePhone(phone);
    await visitor.typeCode(await visitor.readCode(shown(phone)));
    await visitor.see('business');
    await visitor.fillBusiness({ ...shops.ru, name: `Близнец ${i + 1}`, taxId: `30411122${i + 1}` });
    await visitor.password('newPassword').fill(`${shops.ru.password}-${i}`);
    await visitor.agree();
    visitors.push(visitor);
  }
  await Promise.all(visitors.map((visitor) => visitor.submit()));
  const asked = t('errors:registration.account-exists');
  const outcome = async (visitor: RegisterPage) => {
    const heading = visitor.page.getByRole('heading', { level: 1, name: t('today.title') });
    await expect(heading.or(visitor.page.getByText(asked)).first()).toBeVisible();
    return heading.isVisible();
  };
  const done = await Promise.all(visitors.map(outcome));
  expect(done.filter(Boolean)).toHaveLength(1);
  const winner = done.indexOf(true);
  const loser = visitors[1 - winner]!;
  await loser.page.screenshot({ path: join(artifacts, 'ru-account-exists.png'), fullPage: true });
  await loser.password('password').fill(`${shops.ru.password}-${winner}`);
  await loser.submit();
  await loser.seeOffice();
  expect(await count(`SELECT count(*)::int AS n FROM auth."user" WHERE "phoneNumber" = '+998${phone}'`)).toBe(
    1,
  );
  expect(await count(`SELECT count(*)::int AS n FROM employee WHERE phone = '+998${phone}'`)).toBe(2);
  for (const each of browsers) await each.close();
});

test('an old code is told to be old', async () => {
  const t = words.ru;
  const fresh = await newContext();
  const own = await fresh.newPage();
  const visitor = new RegisterPage(own, t, shop.webUrl);
  await visitor.arrive('ru');
  await visitor.begin();
  await visitor.typePhone('937005005');
  const right = await visitor.readCode(shown('937005005'));
  await sql(`UPDATE messages.code SET expires_at_ms = 1 WHERE phone = '+998937005005'`);
  await visitor.typeCode(right);
  await expect(own.getByText(t('errors:codes.expired'))).toBeVisible();
  await own.screenshot({ path: join(artifacts, 'ru-code-expired.png') });
  await fresh.close();
});

test('nothing was wrong with the screens', () => {
  expect(shop.deaths).toEqual([]);
  album.judge();
});

function newContext(): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1280, height: 768 },
    reducedMotion: 'reduce',
    colorScheme: 'light',
    locale: 'ru-RU',
    timezoneId: 'Asia/Tashkent',
  });
}

/** Goods, PIN, till, sale: by the guide's own buttons, on a real till. */
async function goToFirstReceipt(
  language: Language,
  at: Page,
  look: (name: string) => Promise<void>,
  soldToo?: string,
): Promise<void> {
  const t = words[language];
  const { owner, product, barcode, pin } = shops[language];
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
  const tillPage = await (await newContext()).newPage();
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

async function sql(text: string, ...values: unknown[]): Promise<{ n: number }[]> {
  const { adminUrl } = shop.database;
  if (!adminUrl) throw new Error('Only in a database of our own does time pass so fast');
  return withClient(adminUrl, async (client) => (await client.query<{ n: number }>(text, values)).rows);
}

async function count(text: string): Promise<number> {
  return (await sql(text))[0]?.n ?? 0;
}
