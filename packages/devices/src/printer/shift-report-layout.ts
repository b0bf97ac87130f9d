import { formatDateTime } from '@jowi/i18n/format';
import ru from '@jowi/i18n/locales/ru/receipt.json' with { type: 'json' };
import uz from '@jowi/i18n/locales/uz/receipt.json' with { type: 'json' };
import { amount, type PrintBlock, pair, text, wrap, wrapEvenly } from './paper-text.ts';
import type { ShiftReportDocument } from './shift-report-document.ts';

const WORDS = { ru, uz };
type Words = typeof ru;

/** Lays a Z out for paper of so many columns (48 on 80 mm, 32 on 58 mm). */
export function layOutShiftReport(document: ShiftReportDocument, columns: number): PrintBlock[] {
  const words = WORDS[document.language];
  return [
    ...heading(document, words, columns),
    { kind: 'rule' },
    ...sold(document, words, columns),
    { kind: 'rule' },
    ...drawer(document, words, columns),
    { kind: 'rule' },
    ...server(document, words, columns),
  ];
}

function heading(document: ShiftReportDocument, words: Words, columns: number): PrintBlock[] {
  const { seller } = document;
  const centered = (value: string) => wrapEvenly(value, columns).map((part) => text(part, { center: true }));
  const big = (value: string) =>
    wrapEvenly(value, columns / 2).map((part) => text(part, { center: true, bold: true, size: 2 }));
  return [
    ...(document.copy ? [...big(words.copy), { kind: 'gap' } as const] : []),
    ...centered(seller.storeName),
    ...centered(seller.businessName),
    ...centered(seller.address),
    ...centered(`${words.taxId} ${seller.taxId}`),
    { kind: 'gap' },
    ...big(words.report.title),
    ...centered(`${words.shift} ${document.shiftNumber} · ${document.tillName}`),
    { kind: 'rule' },
    ...pair(words.report.openedAt, formatDateTime(document.openedAtMs), columns),
    ...pair(words.report.closedAt, formatDateTime(document.closedAtMs), columns),
    ...wrapPair(words.report.closedBy, document.closedBy, columns),
  ];
}

/** A name may be longer than the paper is wide. */
function wrapPair(left: string, right: string, columns: number): PrintBlock[] {
  if (right.length <= columns) return pair(left, right, columns);
  return [text(left), ...wrap(right, columns).map((part) => text(part))];
}

function sold(document: ShiftReportDocument, words: Words, columns: number): PrintBlock[] {
  const { receiptNumbers: numbers } = document;
  return [
    ...pair(words.report.receipts, String(document.receiptCount), columns),
    ...(numbers === null ? [] : pair(words.report.numbers, rangeOf(numbers), columns)),
    ...pair(words.report.sales, amount(document.salesTiyin), columns, { bold: true }),
    ...(document.discountTiyin === 0n
      ? []
      : pair(words.report.discounts, amount(document.discountTiyin), columns)),
    ...pair(words.vatTotal, amount(document.vatTiyin), columns),
  ];
}

function rangeOf([first, last]: readonly [string, string]): string {
  return first === last ? first : `${first} - ${last}`;
}

function drawer(document: ShiftReportDocument, words: Words, columns: number): PrintBlock[] {
  const difference = document.discrepancyTiyin;
  const verdict = difference === 0n ? 'even' : difference < 0n ? 'missing' : 'extra';
  return [
    ...pair(words.report.float, amount(document.floatTiyin), columns),
    ...pair(words.report.cash, amount(document.cashTiyin), columns),
    ...pair(words.report.expected, amount(document.expectedTiyin), columns, { bold: true }),
    ...pair(words.report.counted, amount(document.countedTiyin), columns, { bold: true }),
    ...(difference === 0n
      ? [text(words.report.even)]
      : pair(words.report[verdict], amount(difference < 0n ? -difference : difference), columns, {
          bold: true,
        })),
  ];
}

/** Whoever files the paper sees on it that nothing of the day is on this till alone. */
function server({ statement }: ShiftReportDocument, words: Words, columns: number): PrintBlock[] {
  const centered = (value: string, bold = false) =>
    wrapEvenly(value, columns).map((part) => text(part, { center: true, bold }));
  if (statement === null) {
    return [...centered(words.report.serverSilent, true), ...centered(words.report.serverSilentHint)];
  }
  const { receiptsHeld, receiptsClaimed, headShort, atMs, agrees } = statement;
  const counts = words.report.serverHolds
    .replace('{{held}}', String(receiptsHeld))
    .replace('{{claimed}}', String(receiptsClaimed));
  return [
    ...centered(counts, true),
    ...pair(words.report.journalHead, headShort, columns),
    ...pair(words.report.checkedAt, formatDateTime(atMs), columns),
    ...(agrees ? [] : centered(words.report.serverDiffers, true)),
  ];
}
