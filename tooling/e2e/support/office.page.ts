import { randomUUID } from 'node:crypto';
import { formatAmount, formatQtyNumber } from '@jowi/i18n/format';
import { expect, type Page } from '@playwright/test';
import type { CatalogueItem, DeliveryFact } from './recompute.ts';
import type { Words } from './words.ts';

/** The back office as its owner uses it: by what stands on the buttons. */
export class OfficePage {
  readonly page: Page;
  readonly #t: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.#t = words;
  }

  async signIn(baseUrl: string, phone: string, password: string): Promise<void> {
    const t = this.#t;
    await this.page.goto(`${baseUrl}/sign-in`);
    await this.page.getByLabel(t('signIn.phone')).fill(phone);
    await this.page.getByLabel(t('signIn.password'), { exact: true }).fill(password);
    await this.page.getByRole('button', { name: t('common:action.signIn'), exact: true }).click();
    await this.#title('today.title');
  }

  async goTo(
    section: 'today' | 'products' | 'deliveries' | 'receipts' | 'approvals' | 'stock' | 'terminals',
  ): Promise<void> {
    await this.page
      .getByRole('navigation', { name: this.#t('nav.label') })
      .getByRole('link', { name: this.#t(`nav.${section}`), exact: true })
      .click();
    await this.#title(`${section}.title`);
  }

  /** Chooses the file and looks at what it would do; nothing has changed yet. */
  async checkImport(file: string, rows: number): Promise<void> {
    const t = this.#t;
    await this.goTo('products');
    await this.page
      .getByRole('link', { name: t('products.import') })
      .first()
      .click();
    await this.page.getByLabel(t('import.dropTitle')).setInputFiles(file);
    await expect(this.page.getByRole('button', { name: t('import.apply', { count: rows }) })).toBeVisible();
  }

  /** Loads the file that was checked. Resolves once the server has answered that it is done. */
  async applyImport(rows: number): Promise<void> {
    const t = this.#t;
    const answered = this.page.waitForResponse((response) => response.url().includes('mode=apply'));
    await this.page.getByRole('button', { name: t('import.apply', { count: rows }) }).click();
    await answered;
  }

  async seeImported(): Promise<void> {
    await expect(this.page.getByText(this.#t('import.doneTitle'))).toBeVisible();
  }

  /** Enters a delivery as from paper: scans each line, types quantity and cost. */
  async postDelivery(
    supplier: string,
    { lines }: DeliveryFact,
    itemOf: (sku: string) => CatalogueItem,
  ): Promise<void> {
    const t = this.#t;
    await this.goTo('deliveries');
    await this.page
      .getByRole('link', { name: t('deliveries.new') })
      .first()
      .click();
    await this.page.getByLabel(t('deliveryForm.supplier')).fill(supplier);
    const scanField = this.page.getByRole('combobox', { name: t('deliveryForm.scan') });
    for (const { sku, qtyMilli, costTiyin } of lines) {
      const { barcodes, nameRu } = itemOf(sku);
      const field = (name: string) => this.page.getByLabel(`${t(name)}: ${nameRu}`, { exact: true });
      await scanField.fill(barcodes[0] ?? sku);
      await scanField.press('Enter');
      await field('deliveryForm.qty').fill(formatQtyNumber(qtyMilli));
      await field('deliveryForm.cost').fill(formatAmount(costTiyin));
    }
    await this.page.getByRole('button', { name: t('deliveryForm.post') }).click();
    const dialog = this.page.getByRole('dialog', { name: t('deliveryForm.postTitle') });
    await dialog.getByRole('button', { name: t('deliveryForm.post') }).click();
    await expect(this.page.getByText(t('deliveries.postedNotice'))).toBeVisible();
  }

  /** Posts a long delivery as the same person, but without typing a hundred figures. */
  async postLongDelivery(delivery: DeliveryFact, productIds: ReadonlyMap<string, string>): Promise<void> {
    const lines = delivery.lines.map(({ sku, qtyMilli, costTiyin }) => ({
      productId: productIds.get(sku),
      qtyMilli: String(qtyMilli),
      costTiyin: String(costTiyin),
    }));
    const answer = await this.page.evaluate(
      async (posted) => {
        const me = (await (await fetch('/api/v1/auth/me')).json()) as { stores: { warehouseId: string }[] };
        const response = await fetch('/api/v1/deliveries', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...posted, warehouseId: me.stores[0]?.warehouseId }),
        });
        return { ok: response.ok, text: await response.text() };
      },
      {
        id: randomUUID(),
        supplierName: 'ООО «Оптторг»',
        documentNumber: '',
        documentDate: '2026-11-20',
        lines,
      },
    );
    expect(answer.ok, answer.text).toBe(true);
  }

  /** Makes a till and reads its code off the screen. */
  async createTill(name: string): Promise<string> {
    const t = this.#t;
    await this.goTo('terminals');
    await this.page
      .getByRole('button', { name: t('terminals.new') })
      .first()
      .click();
    await this.page.getByRole('dialog').getByLabel(t('terminals.name')).fill(name);
    await this.page.getByRole('button', { name: t('terminals.createSubmit') }).click();
    const dialog = this.page.getByRole('dialog', { name: t('pairing.title', { name }) });
    const shown = dialog.getByText(/^[A-Z0-9]{4}\s?[A-Z0-9]{4}$/);
    await expect(shown).toBeVisible();
    return ((await shown.textContent()) ?? '').replaceAll(/\s/g, '');
  }

  async seeTillPaired(): Promise<void> {
    await expect(this.page.getByText(this.#t('pairing.paired'))).toBeVisible();
    await this.page.getByRole('button', { name: this.#t('common:action.close') }).click();
  }

  /** Numbers of the receipts in the list, with how often each stands there. */
  async receiptNumbers(tillName: string): Promise<number[]> {
    await this.goTo('receipts');
    const table = this.page.getByRole('table', { name: this.#t('receipts.title') });
    const rows = table.getByRole('row').filter({ hasText: tillName });
    await expect(rows.first()).toBeVisible();
    const links = await rows.getByRole('link').allInnerTexts();
    return links.map((text) => Number(text.replaceAll(/\D/g, '')));
  }

  async openReceipt(number: number): Promise<void> {
    await this.page.getByRole('link', { name: `№ ${number}`, exact: true }).click();
    await expect(
      this.page.getByRole('heading', { name: this.#t('receipt.title', { number }) }),
    ).toBeVisible();
  }

  /** Until nothing is being fetched any more: for a picture without skeletons. */
  async settle(): Promise<void> {
    await this.page.waitForLoadState('networkidle');
  }

  async useLanguage(language: 'ru' | 'uz'): Promise<void> {
    await this.page.getByRole('radio', { name: this.#t(`common:language.${language}`) }).click();
  }

  #title(key: string): Promise<void> {
    return expect(this.page.getByRole('heading', { level: 1, name: this.#t(key) })).toBeVisible();
  }
}
