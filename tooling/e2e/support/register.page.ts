import { LANGUAGE_NAMES } from '@jowi/i18n/languages';
import { expect, type Page } from '@playwright/test';
import type { Words } from './words.ts';

/** What is typed into the last step. */
export interface NewShop {
  readonly name: string;
  readonly kind: string;
  readonly taxId: string;
  readonly city: string;
  readonly address: string;
  readonly owner: string;
  readonly password: string;
}

/** Somebody without an account, from the front door to her own back office, by what stands on the screen. */
export class RegisterPage {
  readonly page: Page;
  readonly #t: Words;
  readonly #webUrl: string;

  constructor(page: Page, words: Words, webUrl: string) {
    this.page = page;
    this.#t = words;
    this.#webUrl = webUrl;
  }

  /** The front door shows the landing page to whoever has no session. */
  async arrive(language: 'ru' | 'uz'): Promise<void> {
    await this.page.goto(this.#webUrl);
    await expect(this.page).toHaveURL(/\/welcome$/);
    await this.page.getByRole('radio', { name: LANGUAGE_NAMES[language] }).click();
    await expect(
      this.page.getByRole('heading', { level: 1, name: this.#t('landing.headline') }),
    ).toBeVisible();
  }

  async begin(): Promise<void> {
    await this.page
      .getByRole('link', { name: this.#t('landing.register') })
      .first()
      .click();
    await this.see('phone');
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.#webUrl}/register`);
  }

  see(step: 'phone' | 'code' | 'business'): Promise<void> {
    const name = this.#t(`register.${step}.title`);
    return expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  /** Nine digits and Enter, as fingers do it. */
  async typePhone(national: string): Promise<void> {
    const field = this.page.getByLabel(this.#t('register.phone.label'));
    await field.fill('');
    await field.pressSequentially(national);
    await field.press('Enter');
  }

  /** The sixth digit sends them; the field has the focus. */
  async typeCode(code: string): Promise<void> {
    await expect(this.page.getByLabel(this.#t('code.label'))).toBeFocused();
    await this.page.keyboard.type(code);
  }

  /** Where the demo shows what it would have sent: the newest code to this phone. */
  async readCode(shown: string): Promise<string> {
    const field = this.page.getByLabel(this.#t('code.label'));
    await expect(field, 'ready to be typed into').toBeFocused();
    const [messages] = await Promise.all([
      this.page.waitForEvent('popup'),
      this.page.getByRole('link', { name: this.#t('register.code.devMessages') }).click(),
    ]);
    const message = messages.getByRole('listitem').filter({ hasText: shown }).first();
    await expect(message.or(messages.getByText(shown).first()).first()).toBeVisible();
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
    const text = await messages.locator('main').innerText();
    await messages.close();
    await field.focus();
    const from = text.slice(text.indexOf(shown));
    const code = /(?<!\d)\d{3} ?\d{3}(?!\d)/.exec(from.slice(shown.length))?.[0];
    if (code === undefined) throw new Error(`No code to ${shown} in: ${text.slice(0, 400)}`);
    return code.replace(' ', '');
  }

  field(name: 'name' | 'taxId' | 'storeName' | 'address' | 'ownerName' | 'latitude' | 'longitude') {
    return this.page.getByLabel(this.#t(`register.business.${name}`), { exact: true });
  }

  password(which: 'newPassword' | 'password') {
    return this.page.getByLabel(this.#t(`register.business.${which}`), { exact: true });
  }

  async choose(what: 'kind' | 'city', option: string): Promise<void> {
    await this.page.getByLabel(this.#t(`register.business.${what}`)).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async fillBusiness(shop: NewShop): Promise<void> {
    await this.field('name').fill(shop.name);
    await this.choose('kind', shop.kind);
    await this.field('taxId').fill(shop.taxId);
    await this.choose('city', shop.city);
    await this.field('address').fill(shop.address);
    await this.field('ownerName').fill(shop.owner);
  }

  async agree(): Promise<void> {
    for (const box of await this.page.getByRole('checkbox').all()) await box.check();
  }

  async submit(): Promise<void> {
    await this.page.getByRole('button', { name: this.#t('register.business.submit') }).click();
  }

  seeOffice(): Promise<void> {
    return expect(this.page.getByRole('heading', { level: 1, name: this.#t('today.title') })).toBeVisible();
  }
}
