import { formatAmount, formatQtyNumber } from '@jowi/i18n/format';
import { LANGUAGE_NAMES } from '@jowi/i18n/languages';
import { expect, type Locator, type Page } from '@playwright/test';
import type { CatalogueItem, DiscountFact } from './recompute.ts';
import { Scanner } from './scanner.ts';
import type { LinePlan } from './shop-day.ts';
import type { Words } from './words.ts';

/** Slower than any scanner: the till must see that this is a person. */
const fingersMs = 75;

/** The till as a cashier uses it: scanner, keys with a number on them, and what stands on the screen. */
export class TillPage {
  readonly page: Page;
  readonly #t: Words;
  readonly #nameOf: (item: CatalogueItem) => string;
  readonly #scanner: Scanner;
  readonly #receipt: Locator;
  /** Of somebody who allows whatever goes beyond the cashier's limits; without one such a discount is a failure. */
  readonly #approverPin: string | undefined;

  constructor(page: Page, words: Words, nameOf: (item: CatalogueItem) => string, approverPin?: string) {
    this.#approverPin = approverPin;
    this.page = page;
    this.#t = words;
    this.#nameOf = nameOf;
    this.#scanner = new Scanner(page);
    this.#receipt = page.getByRole('region', { name: words('sale.receipt') });
  }

  async pair(code: string, serverUrl: string): Promise<void> {
    const t = this.#t;
    await this.page.getByLabel(t('pairing.code')).fill(code);
    await this.page.getByLabel(t('pairing.server')).fill(serverUrl);
    await this.page.getByRole('button', { name: t('pairing.submit') }).click();
  }

  async signIn(name: string, pin: string): Promise<void> {
    await this.page.getByRole('button', { name }).click();
    await this.typePin(pin);
    await expect(this.page.getByRole('heading', { name: this.#t('pin.title') })).toBeHidden();
  }

  /** The sixth digit ends a PIN by itself; a shorter one wants Enter. */
  async typePin(pin: string): Promise<void> {
    await this.page.keyboard.type(pin, { delay: fingersMs });
    if (pin.length < 6) await this.page.keyboard.press('Enter');
  }

  /** Somebody who may lets the cashier go on: the first of the usual reasons and her PIN, whoever she is. */
  async approve(pin: string): Promise<void> {
    const title = this.page.getByRole('heading', { name: this.#t('approval.title') });
    await expect(title).toBeVisible();
    await expect(this.page.getByText(this.#t('approval.reason'), { exact: true })).toBeVisible();
    await this.page.keyboard.press('ArrowDown');
    await this.typePin(pin);
    await expect(title).toBeHidden();
  }

  async openShift(floatSom: number): Promise<void> {
    const t = this.#t;
    await expect(this.page.getByRole('heading', { name: t('shift.openTitle') })).toBeVisible();
    await this.page.keyboard.type(String(floatSom), { delay: fingersMs });
    await expect(this.page.getByText(formatAmount(BigInt(floatSom) * 100n)).first()).toBeVisible();
    await this.page.getByRole('button', { name: t('shift.openAction') }).click();
    await this.seeSaleScreen();
  }

  seeSaleScreen(): Promise<void> {
    return expect(this.#receipt).toBeVisible();
  }

  /** The search as it stands, for whoever waits for goods to appear. */
  async type(text: string): Promise<void> {
    await this.#search().fill(text);
  }

  async seeFound(item: CatalogueItem): Promise<void> {
    await expect(this.#found(item)).toBeVisible({ timeout: 20_000 });
  }

  #found(item: CatalogueItem): Locator {
    return this.page
      .getByRole('listitem')
      .getByRole('button', { name: this.#nameOf(item) })
      .filter({ hasText: item.barcodes[0] ?? item.sku });
  }

  /** Puts one line of the plan on the receipt and waits until it stands there as meant. */
  async addLine(item: CatalogueItem, plan: LinePlan): Promise<void> {
    for (let nth = 1; nth <= plan.times; nth++) {
      if (plan.how === 'scan') await this.#scanner.scan(plan.barcode);
      else await this.#pick(item, plan.words);
      await this.seeLine(item, BigInt(nth) * 1_000n);
    }
    if (plan.typedQtyMilli !== null) {
      await this.page.keyboard.press('F3');
      await this.#typeInto('quantity.title', formatQtyNumber(plan.typedQtyMilli), 'quantity.apply');
      await this.seeLine(item, plan.typedQtyMilli);
    }
    if (plan.discount) await this.#discount('F4', 'discount.lineTitle', plan.discount);
  }

  /** The line stands as the plan left it. */
  seePlanned(item: CatalogueItem, plan: LinePlan): Promise<void> {
    return this.seeLine(item, plan.typedQtyMilli ?? BigInt(plan.times) * 1_000n);
  }

  async seeCatalogueComplete(): Promise<void> {
    const have = this.#t('status.catalogueOk', { have: 0 }).split('0', 1)[0] ?? '';
    await expect(this.light('catalogue', have)).toBeVisible({ timeout: 30_000 });
  }

  async giveReceiptDiscount(discount: NonNullable<DiscountFact>): Promise<void> {
    await this.#discount('F6', 'discount.receiptTitle', discount);
  }

  async seeLine(item: CatalogueItem, qtyMilli: bigint): Promise<void> {
    const qty = `${formatQtyNumber(qtyMilli)}\u00a0${this.#t(`common:unit.${item.unit}`)} × ${formatAmount(item.priceTiyin)}`;
    await expect(this.#line(item).getByText(qty).first()).toBeVisible();
  }

  async seeTotal(totalTiyin: bigint): Promise<void> {
    const total = this.#receipt.getByText(this.#t('sale.total'), { exact: true }).locator('..');
    await expect(total).toContainText(this.#money(totalTiyin));
  }

  async openPayment(): Promise<void> {
    await this.page.keyboard.press('F12');
    await expect(this.page.getByRole('heading', { name: this.#t('pay.title') })).toBeVisible();
  }

  /** Takes cash; `tenderedTiyin` is typed, touched where it is offered, or left as the exact sum. */
  async takeCash(
    totalTiyin: bigint,
    tenderedTiyin: bigint,
    how: 'exact' | 'suggested' | 'note',
  ): Promise<void> {
    if (how === 'note') {
      await this.page.keyboard.type(String(tenderedTiyin / 100n), { delay: fingersMs });
      await expect(this.page.getByText(this.#money(tenderedTiyin - totalTiyin)).first()).toBeVisible();
    }
    const offered = how === 'exact' ? this.#t('pay.exact') : formatAmount(tenderedTiyin);
    const button = how === 'note' ? this.#t('pay.confirm') : offered;
    await this.page.getByRole('button', { name: button, exact: how !== 'note' }).click();
  }

  /** The number of the receipt that was just paid. */
  async seePaid(changeTiyin: bigint): Promise<number> {
    const title = this.#paidTitle();
    await expect(title).toBeVisible();
    if (changeTiyin > 0n) await expect(this.page.getByText(this.#money(changeTiyin)).first()).toBeVisible();
    return Number((await title.textContent())?.replaceAll(/\D/g, ''));
  }

  /** What a light in the strip says. */
  light(name: 'network' | 'catalogue' | 'fiscal' | 'printer' | 'unsent', text: string): Locator {
    return this.page.getByRole('button', { name: `${this.#t(`status.${name}`)}. ${text}` });
  }

  async seeOffline(): Promise<void> {
    await expect(this.light('network', this.#t('status.networkOff'))).toBeVisible({ timeout: 20_000 });
  }

  async seeDevicesIdle(): Promise<void> {
    await expect(this.light('fiscal', this.#t('status.fiscalOk'))).toBeVisible({ timeout: 120_000 });
    await expect(this.light('printer', this.#t('status.printerOk'))).toBeVisible({ timeout: 120_000 });
  }

  /** Nothing left to send, and the server's end of the journal is the till's. */
  async seeAllSent(): Promise<void> {
    const t = this.#t;
    const proof = t('status.proof', { seq: 0 }).split('0', 1)[0];
    const light = this.light('unsent', `${t('status.unsentNone')} ${proof}`);
    await expect(light).toBeVisible({ timeout: 120_000 });
  }

  /** Over everything while the engine is away. */
  async seeHostLost(): Promise<void> {
    await expect(this.page.getByRole('alert').filter({ hasText: this.#t('boot.lost') })).toBeVisible();
  }

  /** After a death at the payment: either the receipt is still there with this product on it, or it is paid. */
  async wasPaid(item: CatalogueItem): Promise<boolean> {
    const empty = this.#receipt.getByText(this.#t('sale.emptyTitle'));
    await expect(empty.or(this.#line(item).first())).toBeVisible();
    return empty.isVisible();
  }

  /** Number of the newest receipt in the till's own list, which must be of this sum. */
  async newestReceipt(totalTiyin: bigint): Promise<number> {
    const numbered = new RegExp(this.#t('receipts.number', { number: '\\d+' }));
    let number = Number.NaN;
    await this.peekReceipts(async () => {
      const newest = this.page
        .getByRole('main')
        .getByRole('listitem')
        .getByRole('button', { name: numbered })
        .first();
      await expect(newest).toContainText(formatAmount(totalTiyin));
      const text = await newest.getByText(numbered).last().textContent();
      number = Number(text?.replaceAll(/\D/g, ''));
    });
    return number;
  }

  async useLanguage(language: 'ru' | 'uz'): Promise<void> {
    await this.page.getByRole('button', { name: this.#t('status.settings') }).click();
    await this.page.getByRole('radio', { name: LANGUAGE_NAMES[language] }).click();
    await this.page.keyboard.press('Escape');
  }

  /** The receipts of this till, newest first. */
  async peekReceipts(look: () => Promise<unknown>): Promise<void> {
    await this.#leavePaid();
    await this.page.keyboard.press('F7');
    await expect(this.page.getByRole('heading', { name: this.#t('receipts.title') })).toBeVisible();
    await look();
    await this.page.keyboard.press('Escape');
  }

  /** Counts the drawer and closes the shift; ends on the Z. */
  async closeShift(countedSom: bigint, look: () => Promise<unknown>): Promise<void> {
    const t = this.#t;
    await this.#leavePaid();
    await this.page.keyboard.press('F10');
    await this.page.getByRole('button', { name: t('shift.closeAction') }).click();
    await this.page.keyboard.type(String(countedSom), { delay: fingersMs });
    await expect(this.page.getByText(this.#money(countedSom * 100n)).first()).toBeVisible();
    await look();
    await this.page.getByRole('button', { name: t('shift.closeConfirm') }).click();
    await expect(this.page.getByRole('heading', { name: t('shift.zReport') })).toBeVisible();
  }

  #line(item: CatalogueItem): Locator {
    return this.#receipt.getByRole('listitem').filter({ hasText: this.#nameOf(item) });
  }

  #paidTitle(): Locator {
    return this.page.getByText(new RegExp(`^${this.#t('paid.title')} · `));
  }

  #search(): Locator {
    return this.page.getByRole('searchbox', { name: this.#t('sale.search') });
  }

  async #pick(item: CatalogueItem, words: string): Promise<void> {
    await this.#leavePaid();
    await this.page.keyboard.press('F2');
    await this.#search().fill(words);
    await this.#found(item).first().click();
  }

  /** The change stays on the screen until the cashier wants the next receipt; a scan would do it by itself. */
  async #leavePaid(): Promise<void> {
    if (!(await this.#paidTitle().isVisible())) return;
    await expect(async () => {
      await this.page.getByRole('button', { name: this.#t('paid.next') }).click({ timeout: 500 });
      await expect(this.#search()).toBeVisible({ timeout: 500 });
    }).toPass();
  }

  async #discount(key: string, title: string, discount: NonNullable<DiscountFact>): Promise<void> {
    const t = this.#t;
    await this.page.keyboard.press(key);
    await expect(this.page.getByRole('heading', { name: t(title) })).toBeVisible();
    const percent = 'percentBps' in discount;
    await this.page.getByRole('radio', { name: t(percent ? 'discount.percent' : 'discount.amount') }).click();
    const text = String((percent ? discount.percentBps : discount.amountTiyin) / 100n);
    await this.#typeInto(title, text, 'discount.apply');
    if (!this.#approverPin) return;
    const asked = this.page.getByRole('heading', { name: t('approval.title') });
    await expect(asked.or(this.#search())).toBeVisible();
    if (await asked.isVisible()) await this.approve(this.#approverPin);
  }

  /** Types into the open panel by keyboard and confirms; the panel closes when it was taken. */
  async #typeInto(title: string, text: string, apply: string): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.#t(title) })).toBeVisible();
    await this.page.keyboard.type(text, { delay: fingersMs });
    await this.page.getByRole('button', { name: this.#t(apply) }).click();
    await expect(this.page.getByRole('heading', { name: this.#t(title) })).toBeHidden();
  }

  /** Money as a screen writes it: the currency stands apart, smaller. */
  #money(tiyin: bigint): RegExp {
    return new RegExp(`(^|[^\\d\u202f])${formatAmount(tiyin)}\\s*${this.#t('common:currency')}`);
  }
}
