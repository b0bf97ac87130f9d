import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoLogins } from '@jowi/api/prisma/demo-logins.ts';
import { createRng } from '@jowi/testkit/rng';
import { tempDir } from '@jowi/testkit/temp-dir';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { generateSync } from 'otplib';
import pg from 'pg';
import { urlOf } from '../dev/stack.ts';
import { repositoryRoot } from '../repository-root.ts';
import { openOfficeAlbum } from './support/office-album.ts';
import { openShop, type Shop } from './support/processes.ts';
import type { ScreenAlbum } from './support/screen-album.ts';
import { loadWords, type Words } from './support/words.ts';

// Every way into the back office, and what a person does about it: one account's story, so the order counts.
const artifacts = join(repositoryRoot, 'artifacts/sign-in');
const [owner] = demoLogins;
const keeper =
  demoLogins.find(({ role, business }) => role === 'stock-keeper' && business === 'baraka') ?? owner;
const NEW_PASSWORD = 'yongʻoq-fonar-58';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);
test.use({ trace: 'off' });

let shop: Shop;
let dir: Awaited<ReturnType<typeof tempDir>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let album: ScreenAlbum;
let t: Words;
let secret = '';
let recoveryCodes: string[] = [];

const button = (name: string, at: Page = page) => at.getByRole('button', { name, exact: true });
const heading = (name: string, at: Page = page) => at.getByRole('heading', { name, exact: true });
const field = (key: string, at: Page = page) => at.getByLabel(t(key), { exact: true });
const codeField = (at: Page = page) => at.locator('input[autocomplete="one-time-code"]');
const tick = (key: string, at: Page = page) => at.getByRole('checkbox', { name: t(key) });
/** What the authenticator shows, or will show so many half minutes later: every code is good once. */
const totp = (steps = 0) => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

test.beforeAll(async ({ browser: given }) => {
  browser = given;
  mkdirSync(artifacts, { recursive: true });
  dir = await tempDir('jowi-sign-in-');
  shop = await openShop({ dataDir: dir.path, logDir: join(artifacts, 'logs'), rng: createRng(3) });
  await Promise.all([shop.api.start(), shop.web.start()]);
  t = await loadWords('ru', 'web', 'common', 'errors');
  context = await browser.newContext();
  page = await context.newPage();
  album = await openOfficeAlbum(page, shop.webUrl, 1280);
});

test.afterAll(async () => {
  await shop?.stop();
  await dir?.[Symbol.asyncDispose]();
});

test('by a code, on a device that is to be remembered', async () => {
  await page.goto(`${shop.webUrl}/sign-in`);
  await page.getByRole('tab', { name: t('signIn.byCode') }).click();
  await album.shoot('sign-in-by-code');
  await field('signIn.phone').fill(owner.phone ?? '');
  await button(t('signIn.sendCode')).click();
  await expect(heading(t('signIn.codeTitle'))).toBeVisible();
  const code = await codeOf(owner.phone);
  await codeField().fill(code === '111111' ? '222222' : '111111');
  await expect(page.getByText(t('errors:codes.wrong', { left: 4 }))).toBeVisible();
  await album.shoot('sign-in-code-wrong');
  await tick('signIn.remember').click();
  // As one pastes what stands in the message.
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', ${JSON.stringify(`JOWi: ${code.slice(0, 3)} ${code.slice(3)}`)});
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('input[autocomplete="one-time-code"]').dispatchEvent(paste);
  })()`);
  await expect(heading(t('today.title'))).toBeVisible();
  const cookie = (await context.cookies()).find(({ name }) => name === '__Host-jowi_session');
  expect(cookie?.expires ?? 0).toBeGreaterThan(Date.now() / 1000 + 29 * 86_400);
});

test('a passkey is added, and opens the door without phone and password', async () => {
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${shop.webUrl}/security`);
  await expect(page.getByText(t('security.passkeys.empty'))).toBeVisible();
  await album.shoot('security');
  await button(t('security.passkeys.add')).click();
  await field('security.passkeys.name').fill('Ноутбук в кабинете');
  await album.shoot('security-passkey-add');
  await button(t('security.passkeys.submit')).click();
  await expect(page.getByText(t('security.passkeys.unused'))).toBeVisible();
  await signOut();
  await button(t('signIn.passkey')).click();
  await expect(heading(t('today.title'))).toBeVisible();
});

test('the second step is set up: QR code, first code, ten codes for paper', async () => {
  await page.goto(`${shop.webUrl}/security`);
  await button(t('security.second.turnOn')).click();
  const typed = page.locator('.select-all');
  await expect(typed).toHaveText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  secret = ((await typed.textContent()) ?? '').replaceAll(' ', '');
  await expect(page.getByRole('img', { name: t('security.setUp.qr') })).toBeVisible();
  await album.shoot('security-second-set-up');
  await codeField().fill(totp(-5));
  await expect(page.getByText(t('errors:auth.second-factor-wrong'))).toBeVisible();
  await codeField().fill(totp());
  await expect(page.getByText(t('security.codes.text'))).toBeVisible();
  recoveryCodes = await page.getByRole('dialog').getByRole('listitem').allTextContents();
  expect(recoveryCodes).toHaveLength(10);
  await page.keyboard.press('Escape');
  await expect(page.getByText(t('security.codes.text')), 'they are not lost by a key').toBeVisible();
  await album.shoot('security-recovery-codes');
  await tick('security.codes.saved').click();
  await button(t('security.codes.done')).click();
  await expect(page.getByText(t('security.second.left', { count: 10 }))).toBeVisible();
  await album.shoot('security-second-on');
});

test('another browser is asked for it, and may be trusted', async () => {
  const other = await visitor();
  await byPassword(other, owner.password ?? '');
  await expect(heading(t('signIn.secondTitle'), other)).toBeVisible();
  await tick('signIn.trust', other).click();
  await codeField(other).fill(totp(1));
  await expect(heading(t('today.title'), other)).toBeVisible();
  await other.context().clearCookies({ name: /jowi_(session|access)/ });
  await byPassword(other, owner.password ?? '');
  await expect(heading(t('today.title'), other), 'not asked again').toBeVisible();

  await page.goto(`${shop.webUrl}/security`);
  await expect(page.getByText(t('security.sessions.this'))).toHaveCount(1);
  await button(t('security.sessions.endOthers')).click();
  await album.shoot('security-end-others');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('security.sessions.endOthers') })
    .click();
  await expect(page.getByText(t('security.sessions.only'))).toBeVisible();
  await other.reload();
  await expect(heading(t('signIn.title'), other), 'out at once').toBeVisible();
  await byPassword(other, owner.password ?? '');
  await expect(heading(t('signIn.secondTitle'), other), 'and trusted no more').toBeVisible();
  await other.context().close();
});

test('a forgotten password: a code, a new one, and still the second step', async () => {
  const stranger = await visitor();
  await stranger.goto(`${shop.webUrl}/sign-in`);
  await button(t('signIn.forgot'), stranger).click();
  await field('signIn.phone', stranger).fill(owner.phone ?? '');
  // Not sooner than a minute after the code before.
  await expect(async () => {
    await button(t('signIn.sendCode'), stranger).click();
    await expect(codeField(stranger)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 90_000, intervals: [5_000] });
  album.watch(stranger);
  await codeField(stranger).fill(await codeOf(owner.phone));
  await field('signIn.newPassword', stranger).fill('qwerty123');
  await button(t('signIn.resetSubmit'), stranger).click();
  await expect(stranger.getByText(t('errors:account.password-common'))).toBeVisible();
  await album.shoot('sign-in-reset', { page: stranger });
  await field('signIn.newPassword', stranger).fill(NEW_PASSWORD);
  await button(t('signIn.resetSubmit'), stranger).click();
  await expect(heading(t('signIn.secondTitle'), stranger)).toBeVisible();
  await album.shoot('sign-in-second', { page: stranger });
  await button(t('signIn.toRecovery'), stranger).click();
  await field('signIn.recoveryCode', stranger).fill('zzzzz-zzzzz');
  await button(t('common:action.signIn'), stranger).click();
  await expect(stranger.getByText(t('errors:auth.recovery-code-wrong'))).toBeVisible();
  await album.shoot('sign-in-recovery-wrong', { page: stranger });
  await field('signIn.recoveryCode', stranger).fill(recoveryCodes[0]?.toUpperCase() ?? '');
  await button(t('common:action.signIn'), stranger).click();
  await expect(heading(t('today.title'), stranger)).toBeVisible();
  await page.reload();
  await expect(heading(t('signIn.title')), 'everybody from before is out').toBeVisible();
  await stranger.context().close();
});

test('a business that asks for a second step opens to nobody without one', async () => {
  await sql(`UPDATE tenant SET second_factor_required = true`);
  const keeperPage = await visitor();
  await keeperPage.goto(`${shop.webUrl}/sign-in`);
  await field('signIn.phone', keeperPage).fill(keeper.phone ?? '');
  await field('signIn.password', keeperPage).fill(keeper.password ?? '');
  await button(t('common:action.signIn'), keeperPage).click();
  await expect(heading(t('security.setUp.title'), keeperPage)).toBeVisible();
  await keeperPage.goto(`${shop.webUrl}/products`);
  await expect(keeperPage, 'there is no way past it').toHaveURL(/second-factor/);
  await expect(keeperPage.locator('.select-all')).toBeVisible();
  await album.shoot('second-factor-obligatory', { page: keeperPage });
  secret = ((await keeperPage.locator('.select-all').textContent()) ?? '').replaceAll(' ', '');
  await codeField(keeperPage).fill(totp());
  await tick('security.codes.saved', keeperPage).click();
  await button(t('security.codes.done'), keeperPage).click();
  await expect(heading(t('products.title'), keeperPage), 'where she wanted to go').toBeVisible();
  await keeperPage.context().close();
});

test('and nothing on these screens is wrong', () => album.judge());

async function visitor(): Promise<Page> {
  return (await browser.newContext()).newPage();
}

async function byPassword(at: Page, password: string): Promise<void> {
  await at.goto(`${shop.webUrl}/sign-in`);
  await field('signIn.phone', at).fill(owner.phone ?? '');
  await field('signIn.password', at).fill(password);
  await button(t('common:action.signIn'), at).click();
}

async function signOut(): Promise<void> {
  await button(t('shell.account')).click();
  await page.getByRole('menuitem', { name: t('common:action.signOut') }).click();
  await expect(heading(t('signIn.title'))).toBeVisible();
}

const codesRead = new Set<string>();

/** The code that was sent to this phone, as the demo shows it; never one that was read before: the new one may be on its way. */
async function codeOf(phone: string | null): Promise<string> {
  const address = `${urlOf(shop.ports.api)}/v1/dev/messages?to=${encodeURIComponent(phone ?? '')}`;
  let code: string | null = null;
  await expect(async () => {
    const { items } = (await (await fetch(address)).json()) as { items: { code: string | null }[] };
    code = items[0]?.code ?? null;
    expect(code).toMatch(/^\d{6}$/);
    expect(codesRead.has(code ?? '')).toBe(false);
  }).toPass({ timeout: 10_000 });
  codesRead.add(code ?? '');
  return code ?? '';
}

async function sql(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: shop.database.adminUrl ?? '' });
  await client.connect();
  await client.query(text);
  await client.end();
}
