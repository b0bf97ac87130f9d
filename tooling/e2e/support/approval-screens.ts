import { expect, type Page } from '@playwright/test';
import type { OfficePage } from './office.page.ts';
import type { Good, QuickTill } from './quick-till.ts';
import type { ScreenAlbum } from './screen-album.ts';
import type { Words } from './words.ts';

type Office = { page: Page; office: OfficePage; album: ScreenAlbum; t: Words; webUrl: string };

const REASONS = ['Помята упаковка, покупатель согласился взять со скидкой', 'Постоянный покупатель'] as const;

export async function seeNoApprovals({ page, office, album, t }: Office): Promise<void> {
  await office.goTo('approvals');
  await expect(page.getByText(t('approvals.emptyTitle'))).toBeVisible();
  await album.shoot('approvals-empty');
}

/** Two discounts the owner allowed, and one nobody did: three receipts. */
export async function sellDiscounted(till: QuickTill, goods: readonly Good[]): Promise<void> {
  await till.sellDiscounted(goods[2]!, 4_000, REASONS[0]);
  await till.sellDiscounted(goods[3]!, 1_500, REASONS[1]);
  await till.sellDiscounted(goods[4]!, 2_500, null);
}

/** What was allowed at a till, in the list and on its receipt, and a receipt that lacks it. */
export async function lookAtApprovals(
  { page, office, album, t, webUrl }: Office,
  { allowed, lacking }: { allowed: number; lacking: number },
): Promise<void> {
  await office.goTo('approvals');
  for (const reason of REASONS) {
    await expect(page.getByRole('cell', { name: reason, exact: true })).toBeVisible();
  }
  await album.shoot('approvals');
  await page.getByRole('link', { name: `№ ${allowed}`, exact: true }).click();
  await expect(page.getByRole('heading', { name: t('approvals.ofReceipt'), exact: true })).toBeVisible();
  await album.shoot('receipt-approved');
  await page.goto(`${webUrl}/receipts`);
  await page.getByRole('link', { name: `№ ${lacking}`, exact: true }).click();
  await expect(page.getByText(t('approvals.missingTitle'))).toBeVisible();
  await album.shoot('receipt-approval-missing');
}
