import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoLogins } from '@jowi/api/prisma/demo-logins.ts';
import { createRng } from '@jowi/testkit/rng';
import { tempDir } from '@jowi/testkit/temp-dir';
import { expect, type Page, test } from '@playwright/test';
import { repositoryRoot } from '../repository-root.ts';
import { OfficePage } from './support/office.page.ts';
import { openOfficeAlbum } from './support/office-album.ts';
import { openShop, type Shop } from './support/processes.ts';
import type { ScreenAlbum } from './support/screen-album.ts';
import { loadWords, type Words } from './support/words.ts';

// A price is changed and found in the log; somebody is forgotten, and the log stays whole. In order.
const artifacts = join(repositoryRoot, 'artifacts/audit-screens');
const [owner] = demoLogins;
const leaving =
  demoLogins.find(({ business, role }) => business === 'baraka' && role === 'stock-keeper') ?? owner;

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);
test.use({ trace: 'off' });

let shop: Shop;
let dir: Awaited<ReturnType<typeof tempDir>>;
let page: Page;
let album: ScreenAlbum;
let t: Words;

test.beforeAll(async ({ browser }) => {
  mkdirSync(artifacts, { recursive: true });
  dir = await tempDir('jowi-audit-');
  shop = await openShop({ dataDir: dir.path, logDir: join(artifacts, 'logs'), rng: createRng(1) });
  await Promise.all([shop.api.start(), shop.web.start()]);
  t = await loadWords('ru', 'web', 'common', 'errors', 'audit', 'personal-data');
  page = await (await browser.newContext()).newPage();
  album = await openOfficeAlbum(page, shop.webUrl);
  await new OfficePage(page, t).signIn(shop.webUrl, owner.phone ?? '', owner.password ?? '');
});

test.afterAll(async () => {
  await shop?.stop();
  await dir?.[Symbol.asyncDispose]();
});

test('a changed price stands in the log, before and after, and goes out as CSV', async () => {
  await page.goto(`${shop.webUrl}/products`);
  await page.locator('tbody a').first().click();
  await page.getByLabel(t('productForm.price'), { exact: true }).fill('77777');
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
  await page.keyboard.press('Control+s');
  await saved;
  await page.goto(`${shop.webUrl}/audit`);
  await expect(page.getByText(/^Журнал цел/)).toBeVisible();
  const change = page.getByRole('button', { name: t('audit:action.products.edit'), exact: true }).first();
  await expect(page.getByRole('row').filter({ has: change }).first()).toContainText('77\u202f777');
  await album.shoot('audit');
  await change.click();
  await expect(page.getByRole('dialog').getByText('77\u202f777', { exact: false })).toBeVisible();
  await album.shoot('audit-entry');
  await page.getByRole('link', { name: t('audit:page.history') }).click();
  await expect(page).toHaveURL(/subjectKind=product/);
  await expect(page.getByText(t('web:list.end'))).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t('audit:page.export') }).click(),
  ]);
  const csv = readFileSync(await download.path(), 'utf8');
  expect(csv).toContain(t('audit:action.products.edit'));
  expect(csv).toContain('77\u202f777');
});

test('somebody is handed her data, and then forgotten for ever', async () => {
  await page.goto(`${shop.webUrl}/settings/personal-data`);
  const menu = page.getByRole('button', { name: t('personal-data:people.menu', { name: leaving.name }) });
  await menu.click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: t('personal-data:people.exportHtml') }).click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toContain(leaving.name);
  await album.shoot('personal-data');
  await menu.click();
  await page.getByRole('menuitem', { name: t('personal-data:people.anonymise') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('somebody else');
  await dialog.getByRole('button', { name: t('personal-data:anonymise.do') }).click();
  await expect(
    dialog.getByText(t('errors:personal-data.name-mismatch', { name: leaving.name })),
  ).toBeVisible();
  await album.shoot('anonymise');
  await dialog.getByRole('textbox').fill(leaving.name);
  await dialog.getByRole('button', { name: t('personal-data:anonymise.do') }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(leaving.name)).toHaveCount(0);
  await page.goto(`${shop.webUrl}/settings/personal-data?tab=retention`);
  await page.getByLabel(t('personal-data:retention.auditOriginDays')).fill('5');
  await page.getByRole('button', { name: t('personal-data:retention.save') }).click();
  await expect(page.getByText(t('personal-data:retention.range', { min: 30, max: 3650 }))).toBeVisible();
  await album.shoot('retention');
  await page.getByLabel(t('personal-data:retention.auditOriginDays')).fill('90');
  await page.getByRole('button', { name: t('personal-data:retention.save') }).click();
  await expect(page.getByText(t('personal-data:retention.saved'), { exact: true })).toBeVisible();
  await page.goto(`${shop.webUrl}/audit`);
  await expect(page.getByText(/^Журнал цел/)).toBeVisible();
  await expect(page.getByText(t('audit:action.personal-data.anonymise'), { exact: true })).toBeVisible();
  await expect(page.getByText(leaving.name)).toHaveCount(0);
});
