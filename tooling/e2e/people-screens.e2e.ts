import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoLogins } from '@jowi/api/prisma/demo-logins.ts';
import { createRng } from '@jowi/testkit/rng';
import { tempDir } from '@jowi/testkit/temp-dir';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { repositoryRoot } from '../repository-root.ts';
import { OfficePage } from './support/office.page.ts';
import { openOfficeAlbum } from './support/office-album.ts';
import { openShop, type Shop } from './support/processes.ts';
import type { ScreenAlbum } from './support/screen-album.ts';
import { loadWords, type Words } from './support/words.ts';

// Somebody is employed, invited, lets herself in by the link in her message, and finds what her role opens. In order.
const artifacts = join(repositoryRoot, 'artifacts/people-screens');
const [owner] = demoLogins;
const keeper =
  demoLogins.find(({ business, role }) => business === 'baraka' && role === 'stock-keeper') ?? owner;
const guest = {
  name: 'Oʻgʻiloy Abdurahmonova-Toʻxtasinova',
  phone: '+998 93 555-66-77',
  password: 'kulcha-nok-2026',
};
const roleName = 'Старший кассир вечерней смены с правом возврата';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);
test.use({ trace: 'off' });

let shop: Shop;
let dir: Awaited<ReturnType<typeof tempDir>>;
let page: Page;
let album: ScreenAlbum;
let t: Words;
let inviteUrl = '';

const button = (name: string, at: Page = page) => at.getByRole('button', { name, exact: true });
const starting = (name: string, at: Page = page) => at.getByRole('button', { name: new RegExp(`^${name}`) });
const heading = (name: string, at: Page = page) => at.getByRole('heading', { name, exact: true });
const field = (key: string, at: Page = page) => at.getByLabel(t(key), { exact: true });
const save = () => starting(t('common:action.save')).click();

async function signedIn(browser: Browser, phone: string, password: string): Promise<Page> {
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(`${shop.webUrl}/sign-in`);
  await field('signIn.phone', theirs).fill(phone);
  await field('signIn.password', theirs).fill(password);
  await button(t('common:action.signIn'), theirs).click();
  await expect(theirs).not.toHaveURL(/sign-in/);
  return theirs;
}

test.beforeAll(async ({ browser }) => {
  mkdirSync(artifacts, { recursive: true });
  dir = await tempDir('jowi-people-');
  shop = await openShop({ dataDir: dir.path, logDir: join(artifacts, 'logs'), rng: createRng(1) });
  await Promise.all([shop.api.start(), shop.web.start()]);
  t = await loadWords('ru', 'web', 'common', 'errors', 'permissions');
  page = await (await browser.newContext()).newPage();
  album = await openOfficeAlbum(page, shop.webUrl);
  await new OfficePage(page, t).signIn(shop.webUrl, owner.phone ?? '', owner.password ?? '');
});

test.afterAll(async () => {
  await shop?.stop();
  await dir?.[Symbol.asyncDispose]();
});

test('a role of one’s own: mistakes, what a tick brings along, the matrix', async () => {
  await page.goto(`${shop.webUrl}/roles`);
  await expect(heading(t('common:role.owner'))).toBeVisible();
  await album.shoot('roles');
  await page.goto(`${shop.webUrl}/roles/new`);
  await expect(field('roles.name')).toBeFocused();
  await album.shoot('role-new');
  await field('roles.discount').fill('101');
  await save();
  await expect(page.getByText(t('roles.percentRange'))).toBeVisible();
  await album.shoot('role-new-mistakes');
  await field('roles.name').fill(roleName);
  await field('roles.discount').fill('15');
  await page.getByLabel(t('permissions:deliveries.post')).check();
  await expect(page.getByLabel(t('permissions:products.read'))).toBeChecked();
  await page.getByLabel(t('permissions:receipts.read')).check();
  await save();
  await expect(page.getByRole('link', { name: roleName })).toBeVisible();
  await album.shoot('roles-own');
  await page.getByRole('link', { name: t('common:role.owner') }).click();
  await expect(page.getByText(t('roles.ownerFixed'))).toBeVisible();
  await album.shoot('role-owner');
});

test('an employee: mistakes, a PIN that is shown once, an invitation', async () => {
  await page.goto(`${shop.webUrl}/staff`);
  await expect(page.getByRole('table', { name: t('staff.title') })).toBeVisible();
  await album.shoot('staff');
  await page.getByRole('radio', { name: t('staff.suspended') }).click();
  await expect(page.getByText(t('staff.emptySuspended'))).toBeVisible();
  await album.shoot('staff-none-suspended');
  await page.goto(`${shop.webUrl}/staff/new`);
  await expect(field('staff.name')).toBeFocused();
  await album.shoot('employee-new');
  const phone = page.getByLabel(t('staff.phone'));
  await phone.fill('+998 93 55');
  await page.getByLabel(t('staff.pinOwn')).check();
  await field('staff.pinField').fill('1234');
  await save();
  for (const key of ['form.required', 'form.phone', 'staff.pinWeak'])
    await expect(page.getByText(t(key))).toBeVisible();
  await album.shoot('employee-new-mistakes');
  await field('staff.name').fill(guest.name);
  await phone.fill(guest.phone);
  await field('staff.role').click();
  await page.getByRole('option', { name: roleName }).click();
  await page.getByLabel(t('staff.pinGenerate')).check();
  await save();
  await expect(
    page.getByRole('dialog', { name: t('staff.pinShownTitle', { name: guest.name }) }),
  ).toBeVisible();
  await button(t('staff.pinDone')).click();
  await expect(heading(guest.name)).toBeVisible();
  await album.shoot('employee');
  await button(t('staff.invite')).click();
  await album.shoot('employee-invite');
  await button(t('inviteDialog.send')).click();
  await expect(page.getByRole('dialog', { name: t('inviteDialog.sent') })).toBeVisible();
  await album.shoot('employee-invited');
  inviteUrl = await field('inviteDialog.ready').inputValue();
  await button(t('staff.pinDone')).click();
});

test('the link in her message: a wrong code, a weak password, and in', async ({ browser }) => {
  const hers = await (await browser.newContext()).newPage();
  album.watch(hers);
  await hers.goto(`${shop.webUrl}/invite/${'A'.repeat(43)}`);
  await expect(hers.getByText(t('errors:invitations.unknown'))).toBeVisible();
  await album.shoot('invite-unknown', { page: hers });
  await hers.goto(inviteUrl);
  await expect(hers.getByText(t('invitePage.text'))).toBeVisible();
  await album.shoot('invite', { page: hers });
  await hers.getByRole('checkbox').check();
  await button(t('invitePage.sendCode'), hers).click();
  const code = field('invitePage.code', hers);
  await expect(code).toBeVisible();
  const right = await codeFor(hers);
  await code.fill(right === '000000' ? '111111' : '000000');
  await expect(hers.getByText(/Осталось|осталось/)).toBeVisible();
  await code.fill(right);
  await field('invitePage.password', hers).fill('password1');
  await button(t('invitePage.accept'), hers).click();
  await expect(hers.getByText(t('errors:account.password-common'))).toBeVisible();
  await field('invitePage.password', hers).fill(guest.password);
  await button(t('invitePage.accept'), hers).click();
  await expect(hers, 'the first section her role opens').toHaveURL(/\/receipts$/);
  await expect(hers.getByRole('link', { name: t('nav.staff') })).toHaveCount(0);
  await hers.goto(inviteUrl);
  await expect(hers.getByText(t('errors:invitations.used'))).toBeVisible();
});

test('what one may not do is not shown, and a page one has the address of says so', async ({ browser }) => {
  const theirs = await signedIn(browser, keeper.phone ?? '', keeper.password ?? '');
  album.watch(theirs);
  await theirs.goto(`${shop.webUrl}/stock`);
  await expect(theirs.getByRole('table')).toBeVisible();
  await expect(theirs.getByText(t('stock.cost'))).toHaveCount(0);
  await album.shoot('stock-without-cost', { page: theirs });
  await theirs.goto(`${shop.webUrl}/staff`);
  await expect(theirs.getByText(t('shell.notForYouTitle'))).toBeVisible();
  await album.shoot('not-for-you', { page: theirs });
  await theirs.goto(`${shop.webUrl}/products/new`);
  await expect(theirs.getByText(t('shell.notForYouTitle'))).toBeVisible();
});

test('suspended: asked once, told at the top, out within a minute, and back', async ({ browser }) => {
  const hers = await signedIn(browser, guest.phone, guest.password);
  await page.reload();
  await button(t('staff.suspend')).click();
  await album.shoot('employee-suspend');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('staff.suspend'), exact: true })
    .click();
  await expect(page.getByText(t('staff.suspendedNotice'))).toBeVisible();
  await album.shoot('employee-suspended');
  await expect(async () => {
    await hers.goto(`${shop.webUrl}/receipts`);
    await expect(hers).toHaveURL(/sign-in/, { timeout: 2_000 });
  }).toPass({ timeout: 75_000 });
  await button(t('staff.resume')).click();
  await expect(page.getByText(t('staff.suspendedNotice'))).toBeHidden();
});

test('nothing was wrong with the screens', () => {
  expect(shop.deaths).toEqual([]);
  album.judge();
});

/** As the demo shows messages instead of sending them. */
async function codeFor(at: Page): Promise<string> {
  const to = guest.phone.replace(/[^\d+]/g, '');
  let code = '';
  await expect(async () => {
    const answer = await at.request.get(`${shop.webUrl}/api/v1/dev/messages?to=${encodeURIComponent(to)}`);
    const { items } = (await answer.json()) as { items: { code: string | null }[] };
    code = items.find((it) => it.code !== null)?.code ?? '';
    expect(code).toMatch(/^\d{6}$/);
  }).toPass({ timeout: 10_000 });
  return code;
}
