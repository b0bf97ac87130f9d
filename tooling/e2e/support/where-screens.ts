import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatAmount, formatDateTime } from '@jowi/i18n/format';
import { expect, type Page } from '@playwright/test';
import { repositoryRoot } from '../../repository-root.ts';
import type { OfficePage } from './office.page.ts';
import type { Good, QuickTill } from './quick-till.ts';
import type { ScreenAlbum } from './screen-album.ts';
import type { Words } from './words.ts';

type Office = { page: Page; office: OfficePage; album: ScreenAlbum; t: Words; webUrl: string };

type Known = { receiptNumber: number; totalTiyin: string; occurredAtMs: number; qrUrl: string };

/** One receipt is asked for by everything its paper shows; one that is still at the till is told of. */
export async function askWhereReceiptsAre(
  { page, office, album, t, webUrl }: Office,
  { tillName, till, good }: { tillName: string; till: QuickTill; good: Good },
): Promise<void> {
  await office.goTo('receipts');
  const link = page.getByRole('link', { name: '№ 59', exact: true });
  const { receiptNumber, totalTiyin, occurredAtMs, qrUrl } = await readReceipt(
    page,
    await link.getAttribute('href'),
  );
  await page
    .getByRole('link', { name: t('where.title') })
    .first()
    .click();
  await expect(page.getByText(t('where.hintTitle'))).toBeVisible();
  await album.shoot('where-empty');
  const field = page.getByRole('searchbox', { name: t('where.field') });
  const found = page.getByRole('link', { name: new RegExp(`^№ ${receiptNumber} `) });
  const total = formatAmount(BigInt(totalTiyin));
  for (const question of [`№ ${receiptNumber}`, qrUrl, `${total} ${formatDateTime(occurredAtMs)}`]) {
    // The scanner presses Enter; so do people.
    await field.fill(question);
    await field.press('Enter');
    await expect(found, question).toBeVisible();
    await expect(page.getByRole('heading', { name: t('where.books') })).toBeVisible();
  }
  await album.shoot('where-in-the-books');
  await found.click();
  await expect(
    page.getByRole('heading', { name: t('receipt.title', { number: receiptNumber }) }),
  ).toBeVisible();

  await till.sellWithMoreToSend(good, 12);
  await page.goto(
    `${webUrl}/receipts/where?question=${encodeURIComponent(`№ ${till.lastReceiptNumber + 1}`)}`,
  );
  await expect(page.getByText(t('where.mayHold', { till: tillName }))).toBeVisible();
  await expect(page.getByText(t('where.unsent', { count: 12 }))).toBeVisible();
  await album.shoot('where-at-the-till');
}

async function readReceipt(page: Page, href: string | null): Promise<Known> {
  return page.evaluate(async (path) => {
    const answer = await fetch(`/api/v1${path}`);
    const receipt = (await answer.json()) as Omit<Known, 'qrUrl'> & { fiscalMark: { qrUrl: string } };
    return { ...receipt, qrUrl: receipt.fiscalMark.qrUrl };
  }, href);
}

/** Downloads the till's journal from its page and checks it as an outsider would: the file, and the key the till shows. */
export async function verifyExport(page: Page, t: Words, fingerprint: string): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: t('journalExport.button') }).click();
  const file = await (await downloading).path();
  const main = join(repositoryRoot, 'tooling/journal/verify.main.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [main, file, '--key', fingerprint]);
  return stdout.trimEnd().split('\n').at(-1) ?? '';
}
