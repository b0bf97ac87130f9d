import { formatDate, formatDateTime, formatTime } from '@jowi/i18n/format';
import type { TFunction } from 'i18next';
import type { ReconciliationView } from '../../../bridge/device/contract.ts';

export type StatementWords = {
  tone: 'success' | 'info' | 'warning' | 'danger';
  /** The one thing to know. */
  title: string;
  /** What is safe, and what to do. */
  text: string;
};

/** How a shift stands between this till and the server; null = nothing is known and nothing is due. */
export function statementWords(
  { statement, verdict, unsentReceipts, oldestUnsentAtMs }: ReconciliationView,
  t: TFunction<['pos']>,
): StatementWords | null {
  if (statement && verdict === 'differs') {
    const { receiptsHeld: held, receiptsClaimed: count } = statement;
    const title = held < count ? t('statement.holdsLess', { held, count }) : t('statement.differs');
    return { tone: 'danger', title, text: t('statement.differsText') };
  }
  if (unsentReceipts > 0 && oldestUnsentAtMs !== null) {
    const title = t('statement.unsent', { count: unsentReceipts, at: when(oldestUnsentAtMs) });
    return { tone: 'warning', title, text: t('statement.unsentText') };
  }
  if (!statement) return null;
  const { receiptsHeld: held, receiptsClaimed: count, headShort: head, atMs } = statement;
  return {
    tone: verdict === 'ok' ? 'success' : 'warning',
    title: t('statement.holds', { held, count, head }),
    text: verdict === 'ok' ? t('statement.holdsText', { at: when(atMs) }) : t('statement.unsentText'),
  };
}

/** Today's hour, or the day with it. */
function when(atMs: number): string {
  return formatDate(atMs) === formatDate(Date.now()) ? formatTime(atMs) : formatDateTime(atMs);
}
