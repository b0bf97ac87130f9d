import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoLogins } from '@jowi/api/prisma/demo-logins.ts';
import { createRng } from '@jowi/testkit/rng';
import { tempDir } from '@jowi/testkit/temp-dir';
import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { repositoryRoot } from '../repository-root.ts';
import { lookAtApprovals, seeNoApprovals, sellDiscounted } from './support/approval-screens.ts';
import { repairJournal } from './support/journal-screens.ts';
import { OfficePage } from './support/office.page.ts';
import { openOfficeAlbum } from './support/office-album.ts';
import { openShop, type Shop } from './support/processes.ts';
import { findGoods, type Good, QuickTill } from './support/quick-till.ts';
import type { ScreenAlbum } from './support/screen-album.ts';
import { seeNothingOfOthers } from './support/stranger.ts';
import { askWhereReceiptsAre, verifyExport } from './support/where-screens.ts';
import { loadWords, type Words } from './support/words.ts';

// Every screen of the back office as people see it, with what goes wrong on each. One person's day, so the order counts.
const artifacts = join(repositoryRoot, 'artifacts/office-screens');
const tillName = 'Касса у входа';
const oldTillName = 'Касса на складе';
const [owner] = demoLogins;

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);
// One page for all of them: its pictures are the trace.
test.use({ trace: 'off' });

let shop: Shop;
let dir: Awaited<ReturnType<typeof tempDir>>;
let context: BrowserContext;
let page: Page;
let office: OfficePage;
let album: ScreenAlbum;
let t: Words;
let goods: Good[];
let receiptUrl = '';
let till: QuickTill;

const button = (name: string, at: Page | Locator = page) => at.getByRole('button', { name, exact: true });
/** A button whose key is written on it: the name goes on after the words. */
const starting = (name: string, at: Page = page) => at.getByRole('button', { name: new RegExp(`^${name}`) });
const link = (name: string) => page.getByRole('link', { name, exact: true }).first();
const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const field = (key: string) => page.getByLabel(t(key), { exact: true });

test.beforeAll(async ({ browser }) => {
  mkdirSync(artifacts, { recursive: true });
  dir = await tempDir('jowi-office-');
  shop = await openShop({ dataDir: dir.path, logDir: join(artifacts, 'logs'), rng: createRng(1) });
  await Promise.all([shop.api.start(), shop.web.start()]);
  t = await loadWords('ru', 'web', 'common', 'errors');
  context = await browser.newContext();
  page = await context.newPage();
  office = new OfficePage(page, t);
  album = await openOfficeAlbum(page, shop.webUrl);
  goods = await findGoods(shop, 'Baraka Market', 40);
  expect(goods).toHaveLength(40);
});

test.afterAll(async () => {
  await shop?.stop();
  await dir?.[Symbol.asyncDispose]();
});

test('sign-in: nothing typed, a wrong password, the right one', async () => {
  await page.goto(`${shop.webUrl}/products`);
  await expect(page, 'a stranger is sent to the door').toHaveURL(/sign-in/);
  await album.shoot('sign-in');
  await button(t('common:action.signIn')).click();
  await expect(page.getByText(t('form.phone'))).toBeVisible();
  await album.shoot('sign-in-empty');

  await field('signIn.phone').fill(owner.phone ?? '');
  await field('signIn.password').fill('not-this-one');
  await button(t('common:action.signIn')).click();
  await expect(page.getByText(t('errors:auth.sign-in-failed'))).toBeVisible();
  await album.shoot('sign-in-refused');

  await field('signIn.password').fill(owner.password ?? '');
  await button(t('common:action.signIn')).click();
  await expect(heading(t('products.title')), 'where she wanted to go').toBeVisible();
});

test('an empty day, and no receipts yet', async () => {
  await office.goTo('today');
  await expect(page.getByText(t('today.emptyTitle'))).toBeVisible();
  await album.shoot('today-empty');
  await office.goTo('receipts');
  await expect(page.getByText(t('receipts.emptyTitle'))).toBeVisible();
  await album.shoot('receipts-empty');
  await seeNoApprovals({ page, office, album, t, webUrl: shop.webUrl });
});

test('products: list, search, a form with mistakes, a new one', async () => {
  await office.goTo('products');
  await album.shoot('products');
  await page.getByRole('searchbox', { name: t('products.search') }).fill('жираф в клетку');
  await expect(page.getByText(t('list.nothingFound'))).toBeVisible();
  await album.shoot('products-nothing-found');
  await button(t('list.resetFilters')).click();
  await page.getByRole('radio', { name: t('products.archived') }).click();
  await expect(page.getByText(t('products.emptyArchive'))).toBeVisible();
  await album.shoot('products-archive-empty');

  await link(t('products.new')).click();
  await expect(heading(t('productForm.newTitle'))).toBeVisible();
  await album.shoot('product-new');
  await field('productForm.sku').fill('NAVOT-1');
  const barcode = field('productForm.barcodes');
  await barcode.fill('4780000000001');
  await barcode.press('Enter');
  await expect(page.getByText(t('productForm.checkDigit'))).toBeVisible();
  await page.getByLabel(t('productForm.ikpu')).fill('123');
  await starting(t('common:action.save')).click();
  await expect(page.getByText(t('form.checkFields'))).toBeVisible();
  await expect(page.getByText(t('form.price'))).toBeVisible();
  await album.shoot('product-new-mistakes');

  await page
    .getByRole('navigation', { name: t('nav.label') })
    .getByRole('link', { name: t('nav.stock') })
    .click();
  await expect(page.getByRole('dialog', { name: t('form.unsavedTitle') })).toBeVisible();
  await album.shoot('product-new-unsaved');
  await button(t('form.unsavedStay')).click();

  await field('productForm.nameRu').fill('Навот белый, 500 г');
  await field('productForm.nameUz').fill('Oq navot, 500 g');
  await barcode.fill(goods[0]?.barcode ?? '');
  await barcode.press('Enter');
  await field('productForm.price').fill('18900');
  await page.getByLabel(t('productForm.ikpu')).fill('01704001001000000');
  await starting(t('common:action.save')).click();
  await expect(page.getByText(`уже стоит у товара`)).toBeVisible();
  await album.shoot('product-new-taken');
  await button(t('productForm.barcodeRemove', { code: goods[0]?.barcode })).click();
  await barcode.fill('4780099990012');
  await starting(t('common:action.save')).click();
  await expect(page.getByText(t('productForm.barcodePending')), 'nothing typed is lost').toBeVisible();
  await barcode.press('Enter');
  await starting(t('common:action.save')).click();
  await expect(heading(t('products.title'))).toBeVisible();
});

test('a product is edited by two at once; archived, and taken back', async () => {
  const search = page.getByRole('searchbox', { name: t('products.search') });
  await search.fill('4780099990012');
  await link('Навот белый, 500 г').click();
  await expect(heading('Навот белый, 500 г')).toBeVisible();
  await album.shoot('product');

  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel(t('productForm.price'), { exact: true }).fill('19500');
  await starting(t('common:action.save'), other).click();
  await expect(other.getByText(t('productForm.saved', { name: 'Навот белый, 500 г' })).first()).toBeVisible();
  await other.close();
  await field('productForm.price').fill('17000');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(t('errors:catalogue.version-conflict'))).toBeVisible();
  await album.shoot('product-version-conflict');
  await button(t('productForm.conflictReload')).click();
  await expect(field('productForm.price'), 'what the other one saved').toHaveValue(/19.500/);

  await button(t('productForm.archive')).click();
  await expect(page.getByText(t('productForm.archivedNotice'))).toBeVisible();
  await button(t('common:action.undo')).click();
  await expect(page.getByText(t('productForm.archivedNotice'))).toBeHidden();
  await button(t('productForm.archive')).click();
  await expect(page.getByText(t('productForm.archivedNotice'))).toBeVisible();
  await album.shoot('product-archived');
  await button(t('productForm.restore')).click();
  await expect(page.getByText(t('productForm.archivedNotice'))).toBeHidden();
});

const csvHead = 'sku;name_ru;name_uz;barcode;price;vat;unit;ikpu;package_code';

test('a table with mistakes imports nothing and says where they are; a good one is loaded', async () => {
  await office.goTo('products');
  await link(t('products.import')).click();
  await expect(heading(t('import.title'))).toBeVisible();
  await album.shoot('import');
  const bad = [
    csvHead,
    'GOOD-1;Хороший товар;Yaxshi mahsulot;4780099990029;1000;12;piece;;',
    'BAD-1;;;;1000;12;piece;;',
    'BAD-2;Чай;Choy;4780099990024;12,5,0;99;штук;123;ящик',
    'BAD-3;Соль',
    'GOOD-1;Дважды;Ikki marta;;1000;;kg;;',
  ];
  await choose('bad.csv', bad);
  const problems = page.getByRole('table').filter({ hasText: t('import.what') });
  for (const [row, column] of [
    [3, 'name_ru'],
    [4, 'barcode'],
    [4, 'price'],
    [4, 'vat'],
    [4, 'unit'],
    [4, 'ikpu'],
    [4, 'package_code'],
    [6, 'sku'],
  ]) {
    const told = problems.getByRole('row', { name: new RegExp(`^${row} ${column} `) });
    await expect(told.first(), `row ${row}, ${column}`).toBeVisible();
  }
  await expect(page.getByRole('button', { name: /^Загрузить/ }), 'nothing to press').toHaveCount(0);
  await album.shoot('import-problems');
  await page.goto(`${shop.webUrl}/products?search=GOOD-1`);
  await expect(page.getByText(t('list.nothingFound')), 'nothing was imported').toBeVisible();

  await link(t('products.import')).click();
  await choose('good.csv', [csvHead, 'GOOD-1;Сумка «Бозор»;«Bozor» sumkasi;4780099990029;25000;12;piece;;']);
  await expect(button(t('import.apply', { count: 1 }))).toBeVisible();
  await album.shoot('import-check');
  await office.applyImport(1);
  await office.seeImported();
  await album.shoot('import-done');
});

async function choose(name: string, lines: readonly string[]): Promise<void> {
  const file = join(artifacts, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  await page.getByLabel(t('import.dropTitle')).setInputFiles(file);
  await expect(page.getByText(t('import.result'))).toBeVisible();
}

test('a delivery: empty, an unknown code, a line without figures, posted', async () => {
  await office.goTo('deliveries');
  await album.shoot('deliveries');
  await link(t('deliveries.new')).click();
  await expect(heading(t('deliveryForm.title'))).toBeVisible();
  const scan = page.getByRole('combobox', { name: t('deliveryForm.scan') });
  await scan.fill('4780000000000');
  await scan.press('Enter');
  await expect(page.getByText(t('deliveryForm.notFoundCode', { code: '4780000000000' }))).toBeVisible();
  await starting(t('deliveryForm.post')).click();
  await expect(page.getByText(t('deliveryForm.noLines'))).toBeVisible();
  await album.shoot('delivery-new-mistakes');

  await field('deliveryForm.supplier').fill('ООО «Навот Савдо»');
  await scan.fill('навот');
  await expect(page.getByRole('option', { name: /Навот белый/ })).toBeVisible();
  await album.shoot('delivery-new-search');
  await page.getByRole('option', { name: /Навот белый/ }).click();
  await post();
  await expect(page.getByText(t('form.amount'))).toBeVisible();
  await album.shoot('delivery-new-no-cost');
  const line = (key: string) => page.getByLabel(`${t(key)}: Навот белый, 500 г`, { exact: true });
  await line('deliveryForm.qty').fill('10');
  await line('deliveryForm.cost').fill('120000');
  await post();
  const dialog = page.getByRole('dialog', { name: t('deliveryForm.postTitle') });
  await expect(dialog).toBeVisible();
  await album.shoot('delivery-new-confirm');
  await button(t('deliveryForm.post'), dialog).click();
  await expect(page.getByText(t('deliveries.postedNotice'))).toBeVisible();
  await album.shoot('delivery');
});

async function post(): Promise<void> {
  await page.keyboard.press('Control+s');
}

test('tills: a new one, its code, sold on, cloned and broken, taken away', async () => {
  await office.goTo('terminals');
  await album.shoot('terminals-unpaired');
  await button(t('terminals.new')).click();
  await album.shoot('terminal-new');
  await button(t('common:action.cancel')).click();

  const oldTill = await QuickTill.pair(shop, oldTillName, await office.createTill(oldTillName));
  await office.seeTillPaired();
  const code = await office.createTill(tillName);
  await album.shoot('terminal-code');
  till = await QuickTill.pair(shop, tillName, code);
  await expect(page.getByText(t('pairing.paired'))).toBeVisible();
  await album.shoot('terminal-paired');
  await button(t('common:action.close')).first().click();

  await till.sellAllDay(createRng(7), goods, 60);
  await office.goTo('today');
  await expect(page.getByText(t('today.topTitle'))).toBeVisible();
  await album.shoot('today');
  await page.getByRole('radio', { name: t('today.asTable') }).click();
  await album.shoot('today-table');
  await office.goTo('terminals');
  const negative = { ...goods[0]!, ...(await byBarcode('4780099990029')) };
  await till.sellOne(negative, 3);
  await sellDiscounted(till, goods);
  await repairJournal({ page, office, album, t }, { tillName: oldTillName, till: oldTill, good: goods[1]! });
  await office.goTo('terminals');

  await button(t('terminals.actions', { name: oldTillName })).click();
  await page.getByRole('menuitem', { name: t('terminals.revoke') }).click();
  await expect(
    page.getByRole('dialog', { name: t('terminals.revokeTitle', { name: oldTillName }) }),
  ).toBeVisible();
  await album.shoot('terminal-revoke');
  await button(t('terminals.revoke')).click();
  await expect(page.getByText(t('terminals.stateRevoked')).first()).toBeVisible();
  await expect(oldTill.sellOne(goods[1]!, 1), 'its next receipt is not taken').rejects.toThrow(
    /terminal-revoked/,
  );
  await album.shoot('terminals');
});

async function byBarcode(code: string): Promise<Pick<Good, 'id' | 'name' | 'barcode' | 'priceTiyin'>> {
  const found = await page.evaluate(async (search) => {
    const response = await fetch(`/api/v1/products?search=${search}`);
    return ((await response.json()) as { items: { id: string; name: Good['name']; priceTiyin: string }[] })
      .items[0]!;
  }, code);
  return { id: found.id, name: found.name, barcode: code, priceTiyin: Number(found.priceTiyin) };
}

test('the full day, its receipts down to the lots, and what is below zero', async () => {
  await office.goTo('today');
  await expect(page.getByText(t('today.fiscalPending', { count: 2 }))).toBeVisible();
  await expect(page.getByText(t('today.quarantined', { count: 2 }))).toBeVisible();
  await album.shoot('today-alerts');

  await office.goTo('receipts');
  await album.shoot('receipts');
  await page.getByRole('link', { name: '№ 59', exact: true }).click();
  await expect(heading(t('receipt.title', { number: 59 }))).toBeVisible();
  receiptUrl = page.url();
  const lots = page.getByRole('button', { name: t('receipt.showLots') });
  while ((await lots.count()) > 0) await lots.first().click();
  await expect(page.getByText(/Поступление \d/).first()).toBeVisible();
  await album.shoot('receipt-lots');

  await page.goto(`${shop.webUrl}/receipts`);
  await page.getByRole('link', { name: '№ 61', exact: true }).click();
  await page.getByRole('button', { name: t('receipt.showLots') }).click();
  await expect(page.getByText(t('receipt.lotProvisional'))).toBeVisible();
  await album.shoot('receipt-sold-below-zero');

  await lookAtApprovals({ page, office, album, t, webUrl: shop.webUrl }, { allowed: 62, lacking: 64 });
  await office.goTo('stock');
  await album.shoot('stock');
  await page.getByRole('radio', { name: t('stock.negative') }).click();
  await expect(page.getByText(t('stock.negativeText'))).toBeVisible();
  await expect(page.getByText('Сумка «Бозор»')).toBeVisible();
  await album.shoot('stock-negative');
});

test('where a receipt is, and a journal that anybody can check', async () => {
  await askWhereReceiptsAre(
    { page, office, album, t, webUrl: shop.webUrl },
    { tillName, till, good: goods[0]! },
  );
  await page.getByRole('link', { name: t('where.toTerminal') }).click();
  await expect(page.getByText(till.keyFingerprint.slice(0, 4)).first()).toBeVisible();
  expect(await verifyExport(page, t, till.keyFingerprint)).toBe('The journal is sound.');
});

test('a page that is not there', async () => {
  await page.goto(`${shop.webUrl}/no-such-page`);
  await expect(page.getByText(t('failure.notFoundTitle'))).toBeVisible();
  await album.shoot('not-found');
});

test('another business sees nothing of this one', async ({ browser }) => {
  await seeNothingOfOthers(await browser.newContext(), { shop, t, album, tillName, receiptUrl });
});

test('the server goes away and comes back; signing out', async () => {
  await album.tolerating(/status of 5\d\d/, async () => {
    await shop.api.stop();
    await page.goto(`${shop.webUrl}/products`);
    await expect(page.getByText(t('errors:common.unavailable')).first()).toBeVisible({ timeout: 30_000 });
    await album.shoot('products-server-away');
    await shop.api.start();
    await button(t('common:action.retry')).first().click();
    await expect(page.getByRole('table', { name: t('products.title') })).toBeVisible();
  });
  await button(t('shell.account')).click();
  await album.shoot('person-menu');
  await page.getByRole('menuitem', { name: t('common:action.signOut') }).click();
  await expect(heading(t('signIn.title'))).toBeVisible();
  await page.goto(`${shop.webUrl}/receipts`);
  await expect(page, 'the door is shut behind her').toHaveURL(/sign-in/);
});

test('nothing was wrong with the screens', () => {
  expect(shop.deaths).toEqual([]);
  album.judge();
});
