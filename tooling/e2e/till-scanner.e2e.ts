import { sampleBarcode } from '@jowi/pos/test/sample-products.ts';
import { PIN } from '@jowi/pos/test/shop-server.ts';
import { startTillStand, type TillStand } from '@jowi/pos/test/till-stand.ts';
import { type CDPSession, expect, type Page, test } from '@playwright/test';

// A wedge scanner in a real browser: real key events with the device's own times, whatever has the focus.

/** What the digits row and letters show under each layout; the places on the keyboard stay the same. */
const layouts = {
  en: (character: string) => character,
  ru: (character: string) => ({ a: 'ф', b: 'и', q: 'й' })[character] ?? character,
  // typists of Cyrillic Uzbek have letters and signs where the digits are
  uz: (character: string) => ({ '1': '!', '7': '?', '0': ')', q: 'қ' })[character] ?? character,
} as const;

class Wedge {
  readonly #session: CDPSession;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  async send(code: string, layout: keyof typeof layouts, gapMs: number): Promise<void> {
    const keys = [...code].map((character) => {
      const shown = layouts[layout](character);
      const place = /\d/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`;
      return { key: shown, code: place, text: shown };
    });
    const all = [...keys, { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }];
    const startedMs = Date.now() - all.length * gapMs;
    await Promise.all(
      all.flatMap((key, nth) => {
        const timestamp = (startedMs + nth * gapMs) / 1000;
        return (['keyDown', 'keyUp'] as const).map((type) =>
          this.#session.send('Input.dispatchKeyEvent', { type, timestamp, ...key }),
        );
      }),
    );
  }
}

let stand: TillStand;
test.beforeEach(async () => {
  stand = await startTillStand();
});
test.afterEach(() => stand.stop());

async function openTill(page: Page): Promise<{ wedge: Wedge; complaints: string[] }> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(stand.url);
  await page.getByRole('button', { name: 'Дилноза Каримова' }).waitFor();
  return { wedge: new Wedge(await page.context().newCDPSession(page)), complaints };
}

async function signInAndOpenShift(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Дилноза Каримова' }).click();
  await page.keyboard.type(PIN, { delay: 90 });
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Открыть смену' }).click();
  await page.getByRole('searchbox').waitFor();
}

test('scans are read under any layout and with the focus anywhere, and leave no trace', async ({ page }) => {
  const { wedge, complaints } = await openTill(page);
  await signInAndOpenShift(page);
  const search = page.getByRole('searchbox');
  const receipt = page.getByRole('region', { name: 'Чек' });
  let scans = 0;
  for (const layout of ['en', 'ru', 'uz'] as const) {
    for (const gapMs of [1, 3, 5]) {
      for (const focus of ['nowhere', 'field'] as const) {
        if (focus === 'field') await search.focus();
        else await search.blur();
        await wedge.send(sampleBarcode(1), layout, gapMs);
        scans += 1;
        await expect(receipt.getByText(`${scans}\u00a0шт ×`)).toBeVisible();
        await expect(search).toHaveValue('');
      }
    }
  }
  await search.fill('молоко');
  await wedge.send(sampleBarcode(2), 'ru', 2);
  await expect(receipt.getByText('2 товара')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a scan on the PIN screen uses up no try', async ({ page }) => {
  const { wedge } = await openTill(page);
  await page.getByRole('button', { name: 'Дилноза Каримова' }).click();
  for (let i = 0; i < 4; i += 1) await wedge.send(sampleBarcode(3), 'en', 2);
  await expect(page.getByText('Сначала войдите, потом сканируйте')).toBeVisible();
  await page.keyboard.type('0000', { delay: 90 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Осталось попыток: 4')).toBeVisible();
});

test('a whole sale by keys alone, and Enter held down pays once', async ({ page }) => {
  const { wedge, complaints } = await openTill(page);
  await signInAndOpenShift(page);
  await wedge.send(sampleBarcode(7), 'en', 2);
  // on the receipt, not only on its quick key: F12 does nothing while the receipt is empty
  await expect(page.getByRole('region', { name: 'Чек' }).getByText('1 товар')).toBeVisible();
  await page.keyboard.press('F12');
  await expect(page.getByRole('heading', { name: 'Оплата наличными' })).toBeVisible();
  await page.keyboard.type('10000', { delay: 90 });
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(page.getByText('Оплачено · Чек № 1')).toBeVisible();
  await expect(page.getByText('6\u202f000').first()).toBeVisible();
  await wedge.send(sampleBarcode(8), 'en', 2);
  await expect(page.getByRole('region', { name: 'Чек' }).getByText('1 товар')).toBeVisible();
  await expect.poll(() => stand.fiscal.receipts().length).toBe(1);
  await expect.poll(() => stand.printer.receipts().length).toBe(1);
  expect(complaints).toEqual([]);
});

test('a till left alone asks who is there, and keeps the receipt', async ({ page }) => {
  await page.clock.install();
  const { wedge } = await openTill(page);
  await signInAndOpenShift(page);
  await wedge.send(sampleBarcode(4), 'en', 2);
  const receipt = page.getByRole('region', { name: 'Чек' });
  await expect(receipt.getByText('1 товар')).toBeVisible();
  await page.clock.fastForward('09:30');
  await expect(receipt, 'not yet').toBeVisible();
  await page.clock.fastForward('00:40');
  await expect(page.getByRole('heading', { name: 'Кто за кассой?' })).toBeVisible();
  await page.getByRole('button', { name: 'Дилноза Каримова' }).click();
  await page.keyboard.type(PIN, { delay: 90 });
  await page.keyboard.press('Enter');
  await expect(receipt.getByText('1 товар')).toBeVisible();
});

test('the till comes back after its host was killed, with every line of the receipt', async ({ page }) => {
  const { wedge } = await openTill(page);
  await signInAndOpenShift(page);
  await wedge.send(sampleBarcode(1), 'en', 2);
  await wedge.send(sampleBarcode(9), 'en', 2);
  const receipt = page.getByRole('region', { name: 'Чек' });
  await expect(receipt.getByText('2 товара')).toBeVisible();
  await stand.kill();
  await expect(page.getByRole('alert').getByText('Касса перезапускается')).toBeVisible();
  await stand.restart();
  await page.getByRole('button', { name: 'Дилноза Каримова' }).click();
  await page.keyboard.type(PIN, { delay: 90 });
  await page.keyboard.press('Enter');
  await expect(receipt.getByText('2 товара')).toBeVisible();
});
