import { expect, type Page } from '@playwright/test';
import type { OfficePage } from './office.page.ts';
import type { Good, QuickTill } from './quick-till.ts';
import type { ScreenAlbum } from './screen-album.ts';
import type { Words } from './words.ts';

type Office = { page: Page; office: OfficePage; album: ScreenAlbum; t: Words };

/** What a copied till sold waits beside the books; it is given a number of the office, and the till agrees with the server. */
export async function repairJournal(
  { page, office, album, t }: Office,
  { tillName, till, good }: { tillName: string; till: QuickTill; good: Good },
): Promise<void> {
  await till.sellOnACopy(good);
  await till.pushBroken(good);
  await office.goTo('terminals');
  await page.getByRole('link', { name: tillName, exact: true }).click();
  await expect(page.getByRole('heading', { name: tillName, exact: true })).toBeVisible();
  await expect(page.getByText(t('journal.verdict.waiting', { count: 3 }))).toBeVisible();
  const shift = page
    .getByRole('table', { name: t('journal.shifts') })
    .getByRole('row')
    .nth(1);
  await expect(shift).toContainText(t('journal.proof.differs'));
  await album.shoot('terminal-journal');

  const number = till.lastReceiptNumber - 1;
  await page
    .getByRole('button', { name: t('journal.sale', { number }) })
    .first()
    .click();
  const sheet = page.getByRole('dialog', { name: t('journal.sale', { number }) });
  await expect(sheet.getByText(t('errors:sync.fork'))).toBeVisible();
  await album.shoot('terminal-entry');
  await sheet.getByRole('button', { name: t('journal.decide') }).click();

  const dialog = page.getByRole('dialog', { name: t('journal.sale', { number }) });
  await expect(dialog.getByText(t('errors:journal.number-taken', { number })).first()).toBeVisible();
  await expect(
    dialog.getByText(t('journal.numberWas', { number: 900_000_001, paper: number })),
  ).toBeVisible();
  const act = dialog.getByRole('button', { name: t('journal.action.reissue'), exact: true });
  await act.click();
  await expect(dialog.getByText(t('journal.reasonShort'))).toBeVisible();
  await album.shoot('terminal-repair');
  await dialog.getByLabel(t('journal.reason')).fill('Бумажный чек у бухгалтера, деньги сошлись');
  await act.click();
  await expect(dialog).toBeHidden();
  await expect(shift).not.toContainText(t('journal.proof.differs'));
  await expect(shift).toContainText(t('journal.proof.agrees'));

  await page.getByRole('radio', { name: new RegExp(t('journal.decided')) }).click();
  await expect(page.getByRole('cell').getByText(t('journal.done.reissue'))).toBeVisible();
  await album.shoot('terminal-decided');
}
