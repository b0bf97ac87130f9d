import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoLogins } from '@jowi/api/prisma/demo-logins.ts';
import { LANGUAGE_NAMES } from '@jowi/i18n/languages';
import { createRng } from '@jowi/testkit/rng';
import { tempDir } from '@jowi/testkit/temp-dir';
import { expect, type Page, test } from '@playwright/test';
import { urlOf } from '../dev/stack.ts';
import { repositoryRoot } from '../repository-root.ts';
import { Owner } from './support/owner.ts';
import { openShop, type Shop } from './support/processes.ts';
import { findGoods, type Good } from './support/quick-till.ts';
import { Scanner } from './support/scanner.ts';
import { ScreenAlbum } from './support/screen-album.ts';
import { TillPage } from './support/till.page.ts';
import { loadWords, type Words } from './support/words.ts';

// Every screen of the till as a cashier sees it, with what goes wrong on each. One shift, so the order counts.
// A full disk is not here: it needs a disk of its own to fill, and packages/till/test/confirm.sqlite.test.ts has one.
const artifacts = join(repositoryRoot, 'artifacts/till-screens');
const [owner] = demoLogins;
const ofBaraka = (role: string) =>
  demoLogins.find((login) => login.business === owner.business && login.role === role) ?? owner;
const cashier = ofBaraka('cashier');
const keeper = ofBaraka('stock-keeper');
const manager = ofBaraka('manager');
const floatSom = 200_000;

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);
// One page for all of them: its pictures are the trace.
test.use({ trace: 'off' });

let shop: Shop;
let dir: Awaited<ReturnType<typeof tempDir>>;
let page: Page;
let till: TillPage;
let album: ScreenAlbum;
let scanner: Scanner;
let back: Owner;
let words: Readonly<Record<'ru' | 'uz', Words>>;
let t: Words;
let goods: Good[];

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const type = (text: string) => page.keyboard.type(text, { delay: 75 });
const receipt = () => page.getByRole('region', { name: t('sale.receipt') });
const line = (good: Good) => receipt().getByRole('listitem').filter({ hasText: good.name.ru });
const paid = () => page.getByText(new RegExp(`^${t('paid.title')} · `));

test.beforeAll(async ({ browser }) => {
  mkdirSync(artifacts, { recursive: true });
  dir = await tempDir('jowi-till-');
  shop = await openShop({ dataDir: dir.path, logDir: join(artifacts, 'logs'), rng: createRng(1) });
  await Promise.all([shop.fiscal.start(), shop.printer.start(), shop.api.start()]);
  await shop.till.start();
  words = {
    ru: await loadWords('ru', 'pos', 'common', 'errors'),
    uz: await loadWords('uz', 'pos', 'common', 'errors'),
  };
  t = words.ru;
  back = await Owner.signIn(shop);
  goods = await findGoods(shop, 'Baraka Market', 8);
  page = await browser.newPage();
  till = new TillPage(page, t, (item) => item.nameRu);
  scanner = new Scanner(page);
  album = await ScreenAlbum.open(page, {
    app: 'till',
    sizes: [
      { width: 1366, height: 768 },
      { width: 768, height: 1024 },
      { width: 390, height: 844 },
    ],
    speak,
    settle,
  });
});

test.afterAll(async () => {
  await shop?.stop();
  await dir?.[Symbol.asyncDispose]();
});

test('pairing: nothing typed, a wrong code, an old one, the right one', async () => {
  await page.goto(shop.tillUrl);
  await expect(heading(t('pairing.title'))).toBeVisible();
  await album.shoot('pairing');
  await till.pair('', urlOf(shop.network.port));
  await expect(page.getByText(t('pairing.codeShort'))).toBeVisible();
  await till.pair('AAAA2222', urlOf(shop.network.port));
  await expect(page.getByText(t('errors:terminals.pairing-code-invalid'))).toBeVisible();
  await album.shoot('pairing-wrong-code');
  await till.pair(await back.oldPairingCode(), urlOf(shop.network.port));
  await expect(page.getByText(t('errors:terminals.pairing-code-expired'))).toBeVisible();
  await album.shoot('pairing-old-code');
  await till.pair(await back.pairingCode(), urlOf(shop.network.port));
  await expect(heading(t('pin.title'))).toBeVisible();
});

test('PIN: wrong five times is a lock, for that person only', async () => {
  await expect(page.getByRole('button', { name: manager.name })).toBeVisible();
  await expect(page.getByRole('button', { name: keeper.name }), 'nothing to do at a till').toHaveCount(0);
  await album.shoot('pin');
  await page.getByRole('button', { name: manager.name }).click();
  for (let left = 4; left > 0; left--) {
    await till.typePin('9876');
    await expect(page.getByText(t('errors:till.pin-wrong', { left }))).toBeVisible();
  }
  await album.shoot('pin-wrong');
  await till.typePin('98765');
  await expect(page.getByText(t('errors:till.pin-locked', { minutes: 5 }))).toBeVisible();
  await till.typePin(manager.pin);
  await expect(
    page.getByText(t('errors:till.pin-locked', { minutes: 5 })),
    'not even the right one',
  ).toBeVisible();
  await album.shoot('pin-locked');
  await till.signIn(cashier.name, cashier.pin);
});

test('a shift is opened; goods are searched, scanned, not found', async () => {
  await album.shoot('shift-open');
  await till.openShift(floatSom);
  await till.seeCatalogueComplete();
  await album.shoot('sale-empty');
  await scanner.scan('4780000000000');
  await expect(page.getByText(t('errors:sales.barcode-unknown', { code: '4780000000000' }))).toBeVisible();
  await album.shoot('sale-unknown-barcode');
  await page.keyboard.press('Escape');
  await till.type('молоко');
  await expect(page.getByText(t('sale.found'))).toBeVisible();
  await album.shoot('sale-search');
  await till.type('жираф в клетку');
  await expect(page.getByText(t('sale.nothing'))).toBeVisible();
  await album.shoot('sale-nothing-found');
  await page.keyboard.press('Escape');
});

test('a sale with discounts: not enough cash, then paid', async () => {
  for (const good of goods.slice(0, 5)) {
    await scanner.scan(good.barcode ?? '');
    await expect(line(good)).toBeVisible();
  }
  await album.shoot('sale');
  await page.keyboard.press('F3');
  await expect(heading(t('quantity.title'))).toBeVisible();
  await type('3');
  await album.shoot('sale-quantity');
  await page.keyboard.press('Enter');
  await expect(heading(t('quantity.title'))).toBeHidden();
  await page.keyboard.press('F4');
  await type('10');
  await album.shoot('sale-line-discount');
  await page.keyboard.press('Enter');
  await expect(heading(t('discount.lineTitle'))).toBeHidden();
  await page.keyboard.press('F6');
  await type('250');
  await page.keyboard.press('Enter');
  await expect(page.getByText(t('errors:sales.discount-invalid'))).toBeVisible();
  await album.shoot('sale-discount-refused');
  await page.keyboard.press('Delete');
  // Ten on the line and five on the receipt are more than ten.
  await type('5');
  await page.keyboard.press('Enter');
  await till.approve(owner.pin);
  await expect(page.getByText(t('approval.given', { name: owner.name }))).toBeVisible();
  await page.keyboard.press('F8');
  await expect(button(new RegExp(t('sale.undo')))).toBeVisible();
  await album.shoot('sale-line-removed');
  await page.keyboard.press('F9');
  await expect(receipt().getByRole('listitem')).toHaveCount(5);
  await album.shoot('sale-discounts');

  await page.keyboard.press('F12');
  await expect(heading(t('pay.title'))).toBeVisible();
  await album.shoot('pay');
  await type('1000');
  await expect(page.getByText(t('pay.missing'))).toBeVisible();
  await expect(page.getByRole('button', { name: t('pay.confirm') })).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(heading(t('pay.title')), 'Enter takes no less than the sum').toBeVisible();
  await album.shoot('pay-not-enough');
  await page.keyboard.press('Delete');
  await type('1000000');
  await page.keyboard.press('Enter');
  await expect(paid()).toBeVisible();
  await till.seeDevicesIdle();
  await album.shoot('paid');
});

test('forty per cent: the till asks for somebody who may, and the back office tells who did and why', async () => {
  await nextCustomer();
  await scanner.scan(goods[1]?.barcode ?? '');
  await expect(line(goods[1]!)).toBeVisible();
  await page.keyboard.press('F4');
  await type('40');
  await page.keyboard.press('Enter');
  await expect(heading(t('approval.title'))).toBeVisible();
  await expect(page.getByText(t('approval.alone', { limit: '10' }))).toBeVisible();
  await expect(button(new RegExp(owner.name))).toBeVisible();
  await expect(page.getByRole('main').getByText(manager.name), 'forty is beyond her as well').toHaveCount(0);
  await album.shoot('approval');
  await till.typePin(owner.pin);
  await expect(page.getByText(t('errors:till.reason-missing'))).toBeVisible();
  await album.shoot('approval-no-reason');
  await button(t('approval.reasons.regular')).click();
  await till.typePin(cashier.pin);
  await expect(page.getByText(t('errors:till.pin-wrong', { left: 4 })), 'not by her own PIN').toBeVisible();
  await album.shoot('approval-wrong-pin');
  await till.typePin(owner.pin);
  await expect(heading(t('approval.title'))).toBeHidden();
  await expect(line(goods[1]!).getByText(t('approval.given', { name: owner.name }))).toBeVisible();
  await album.shoot('sale-approved');
  // Of more goods it is another matter, and paying asks about it.
  await page.keyboard.press('F3');
  await type('2');
  await page.keyboard.press('Enter');
  await expect(line(goods[1]!).getByText(t('approval.needed'))).toBeVisible();
  await page.keyboard.press('F12');
  await type('1000000');
  await page.keyboard.press('Enter');
  await expect(heading(t('approval.title'))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(heading(t('pay.title'))).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F3');
  await type('1');
  await page.keyboard.press('Enter');
  await expect(line(goods[1]!).getByText(t('approval.needed'))).toHaveCount(0);
  await till.openPayment();
  await page.keyboard.press('Enter');
  await expect(paid()).toBeVisible();

  await expect
    .poll(async () => (await back.approvals())[0]?.receipt ?? null, { message: 'the sale is in the books' })
    .not.toBeNull();
  const [approval] = await back.approvals();
  expect(approval).toMatchObject({
    ...{ operation: 'line-discount', asked: '4000', limit: '1000', reason: t('approval.reasons.regular') },
    ...{ employeeName: cashier.name, approverName: owner.name },
  });
  const sold = await back.receipt(approval?.receipt?.id ?? '');
  expect(sold).toMatchObject({ flags: [], approvals: [{ id: approval?.id, approverName: owner.name }] });
});

test('the receipt is shown and printed again, as a copy', async () => {
  await nextCustomer();
  await page.keyboard.press('F7');
  await expect(heading(t('receipts.title'))).toBeVisible();
  await expect(page.getByText(t('receipts.fiscalSign'))).toBeVisible();
  await album.shoot('receipts');
  const before = await papers();
  await page.keyboard.press('F5');
  await expect.poll(async () => (await papers()).length).toBe(before.length + 1);
  expect((await papers())[0]).toContain((await loadWords('ru', 'receipt'))('copy'));
  await page.keyboard.press('Escape');
});

test('printer and fiscal module are off: the sale stands, lights and queues tell', async () => {
  await shop.printer.stop();
  await shop.fiscal.stop();
  await sellFirst();
  await expect(page.getByText(t('receipts.printedTrouble'))).toBeVisible({ timeout: 30_000 });
  await expect(till.light('fiscal', t('errors:fiscal.unreachable'))).toBeVisible({ timeout: 30_000 });
  await album.shoot('paid-devices-off');
  await look('fiscal', 'light-fiscal-off');
  await look('printer', 'light-printer-off');
  await nextCustomer();
  await page.keyboard.press('F7');
  await expect(page.getByText(t('receipts.fiscalPending')).first()).toBeVisible();
  await album.shoot('receipts-devices-off');
  await page.keyboard.press('Escape');
  await Promise.all([shop.printer.start(), shop.fiscal.start()]);
  await till.seeDevicesIdle();
});

test('offline: the till sells, counts what it owes the server, and sends it', async () => {
  await shop.network.cut();
  await till.seeOffline();
  await sellFirst();
  await nextCustomer();
  await look('network', 'light-offline');
  await look('unsent', 'light-unsent');
  await shop.network.heal();
  await till.seeAllSent();
  await look('catalogue', 'light-catalogue');
});

test('the screen is set: language, theme, sound', async () => {
  const open = (language: 'ru' | 'uz') => button(words[language]('status.settings')).dispatchEvent('click');
  await open('ru');
  await expect(page.getByRole('radio', { name: LANGUAGE_NAMES['uz-Cyrl'] })).toBeVisible();
  await page.keyboard.press('Escape');
  await album.shoot('settings', { again: open });
  await page.keyboard.press('Escape');
});

test('the engine dies: the screen says so and comes back with the receipt', async () => {
  await scanner.scan(goods[2]?.barcode ?? '');
  await expect(line(goods[2]!)).toBeVisible();
  await album.tolerating(/WebSocket|ERR_CONNECTION_REFUSED/, async () => {
    await shop.till.kill();
    await till.seeHostLost();
    await album.shoot('engine-away');
    await shop.till.start();
    await till.signIn(cashier.name, cashier.pin);
  });
  await expect(line(goods[2]!)).toBeVisible();
  await page.keyboard.press('F9');
});

test('the shift: X for the cashier and for the owner, a blind count, a Z that does not agree', async () => {
  await page.keyboard.press('F10');
  await expect(page.getByText(t('shift.expectedHidden')), 'a cashier counts blind').toBeVisible();
  await album.shoot('shift-x');
  await page.keyboard.press('F1');
  await till.signIn(owner.name, owner.pin);
  await page.keyboard.press('F10');
  await expect(page.getByText(t('shift.expected'))).toBeVisible();
  await expect(page.getByText(t('shift.expectedHidden'))).toHaveCount(0);
  await album.shoot('shift-x-owner');
  await page.keyboard.press('F1');
  await till.signIn(cashier.name, cashier.pin);
  await till.closeShift(100_000n, () => album.shoot('shift-count'));
  await expect(page.getByText(/^Не хватает /)).toBeVisible();
  await till.seeAllSent();
  await album.shoot('shift-z');
  await button(new RegExp(`^${t('shift.done')}`)).click();
  await expect(heading(t('pin.title'))).toBeVisible();
});

test('a till that was switched off in the back office is locked at once, also while nobody touches it', async () => {
  await till.signIn(cashier.name, cashier.pin);
  await till.openShift(floatSom);
  await sellFirst();
  await till.seeAllSent();
  await back.revokeTill();
  await expect(heading(t('pairing.lockedTitle'))).toBeVisible({ timeout: 5_000 });
  await album.shoot('revoked');
});

test('nothing was wrong with the screens', () => {
  expect(shop.deaths).toEqual([]);
  album.judge();
});

async function sellFirst(): Promise<void> {
  await scanner.scan(goods[0]?.barcode ?? '');
  await expect(line(goods[0]!)).toBeVisible();
  await till.openPayment();
  await page.keyboard.press('Enter');
  await expect(paid()).toBeVisible();
}

async function nextCustomer(): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(paid()).toBeHidden({ timeout: 500 });
  }).toPass();
}

/** What a light says, opened by a touch in each language. */
async function look(
  light: 'network' | 'catalogue' | 'fiscal' | 'printer' | 'unsent',
  name: string,
): Promise<void> {
  await album.shoot(name, {
    again: (language) =>
      page
        .getByRole('button', { name: new RegExp(`^${words[language](`status.${light}`)}\\. `) })
        .dispatchEvent('click'),
  });
  await page.keyboard.press('Escape');
}

async function papers(): Promise<string[]> {
  const answer = await fetch(`${urlOf(shop.ports.printerPictures)}/receipts`);
  return ((await answer.json()) as { text: string }[]).map(({ text }) => text);
}

/** Through the settings in the strip, pressed by program: the notice of a dead engine may lie over them. */
async function speak(at: Page, language: 'ru' | 'uz'): Promise<void> {
  const from = language === 'ru' ? 'uz' : 'ru';
  const settings = (of: 'ru' | 'uz') => at.locator(`button[aria-label="${words[of]('status.settings')}"]`);
  if (await settings(language).isVisible()) return;
  if ((await settings(from).getAttribute('aria-expanded')) === 'false')
    await settings(from).dispatchEvent('click');
  await at.locator(`button[aria-label="${LANGUAGE_NAMES[language]}"]`).dispatchEvent('click');
  await settings(language).dispatchEvent('click');
  await expect(at.locator('[aria-expanded=true]')).toHaveCount(0);
}

async function settle(at: Page): Promise<void> {
  await expect(at.locator('[aria-hidden=true].animate-pulse.bg-fill-strong, [aria-busy=true]')).toHaveCount(
    0,
  );
}
