import { formatDate, formatQty, formatQtyNumber, formatRate, moneyParts } from '@jowi/i18n/format';
import ru from '@jowi/i18n/locales/ru/receipt.json' with { type: 'json' };
import uz from '@jowi/i18n/locales/uz/receipt.json' with { type: 'json' };
import { toDeviceTime } from '../fiscal/fiscal-time.ts';
import type { ReceiptDocument, ReceiptDocumentLine, ReceiptLanguage } from './receipt-document.ts';

const WORDS: Readonly<Record<ReceiptLanguage, typeof ru>> = { ru, uz };
const TASHKENT_MINUTES = 300;

/** One piece of a receipt on paper. Text never exceeds the columns of its size. */
export type PrintBlock =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly bold: boolean;
      readonly size: 1 | 2;
      readonly center: boolean;
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'qr'; readonly data: string };

const text = (
  value: string,
  style: Partial<{ bold: boolean; size: 1 | 2; center: boolean }> = {},
): PrintBlock => ({
  kind: 'text',
  text: value,
  bold: false,
  size: 1,
  center: false,
  ...style,
});

/** `1 234 567,00`: on paper the tiyin are always shown, so that the columns stand under each other. */
function amount(tiyin: bigint): string {
  const { sign, whole, fraction } = moneyParts(tiyin, 'ru');
  return `${sign}${whole}${fraction || ',00'}`;
}

/** Breaks at spaces, and inside a word only when it is longer than the line. */
export function wrap(value: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of value.split(/\s+/u).filter((part) => part !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (joined.length <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** As few lines as fit, all about equally long: a lone house number under an address looks broken. */
function wrapEvenly(value: string, width: number): string[] {
  const count = wrap(value, width).length;
  let narrow = width;
  while (narrow > 1 && wrap(value, narrow - 1).length === count) narrow -= 1;
  return wrap(value, narrow);
}

/** Left and right on one line; on two when they do not fit, the right one always whole. */
function pair(
  left: string,
  right: string,
  width: number,
  style: Parameters<typeof text>[1] = {},
): PrintBlock[] {
  const room = width - left.length - right.length;
  if (room >= 1) return [text(left + ' '.repeat(room) + right, style)];
  return [...wrap(left, width).map((part) => text(part, style)), text(right.padStart(width), style)];
}

/** Lays a receipt out for paper of so many columns (48 on 80 mm, 32 on 58 mm). */
export function layOutReceipt(document: ReceiptDocument, columns: number): PrintBlock[] {
  const words = WORDS[document.language];
  return [
    ...heading(document, words, columns),
    { kind: 'rule' },
    ...document.lines.flatMap((line, index) => receiptLine(line, index, document.language, columns)),
    { kind: 'rule' },
    ...totals(document, words, columns),
    { kind: 'rule' },
    ...fiscalBlock(document, words, columns),
    { kind: 'gap' },
    ...ownLines(document.footer.length > 0 ? document.footer : [words.thanks], columns),
  ];
}

/** The shop's own words, in the middle; broken only where the paper is narrower than they were written for. */
function ownLines(lines: readonly string[], columns: number): PrintBlock[] {
  return lines.flatMap((line): PrintBlock[] =>
    line.trim() === ''
      ? [{ kind: 'gap' }]
      : wrapEvenly(line, columns).map((part) => text(part, { center: true })),
  );
}

type Words = typeof ru;

function heading(document: ReceiptDocument, words: Words, columns: number): PrintBlock[] {
  const { seller } = document;
  const centered = (value: string) => wrapEvenly(value, columns).map((part) => text(part, { center: true }));
  const [date, time] = [
    formatDate(document.timeMs),
    toDeviceTime(document.timeMs, TASHKENT_MINUTES).slice(11),
  ];
  return [
    ...(document.copy
      ? [text(words.copy, { center: true, bold: true, size: 2 }), { kind: 'gap' } as const]
      : []),
    ...ownLines(document.header, columns),
    ...wrapEvenly(seller.storeName, columns / 2).map((part) =>
      text(part, { center: true, bold: true, size: 2 }),
    ),
    ...centered(seller.businessName),
    ...centered(seller.address),
    ...centered(`${words.taxId} ${seller.taxId}`),
    ...(seller.phone === null ? [] : centered(`${words.phone} ${seller.phone}`)),
    { kind: 'rule' },
    ...pair(
      `${words.title} № ${document.receiptNumber}`,
      document.shiftNumber === null ? '' : `${words.shift} ${document.shiftNumber}`,
      columns,
      { bold: true },
    ),
    ...pair(`${date} ${time}`, document.tillName, columns),
    ...wrap(`${words.cashier}: ${document.cashierName}`, columns).map((part) => text(part)),
  ];
}

function receiptLine(
  line: ReceiptDocumentLine,
  index: number,
  language: ReceiptLanguage,
  columns: number,
): PrintBlock[] {
  const words = WORDS[language];
  const indent = '  ';
  const detail = (left: string, right: string) => pair(indent + left, right, columns);
  const quantity =
    line.unit === null ? formatQtyNumber(line.qtyMilli) : formatQty(line.qtyMilli, line.unit, language);
  const codes = [
    ...(line.ikpu === null ? [] : [`${words.ikpu} ${line.ikpu}`]),
    ...(line.barcode === null ? [] : [`${words.barcode} ${line.barcode}`]),
  ];
  return [
    ...wrap(`${index + 1}. ${line.name}`, columns - indent.length).map((part, row) =>
      text(row === 0 ? part : indent + part, { bold: true }),
    ),
    ...detail(`${quantity} x ${amount(line.unitPriceTiyin)}`, amount(line.grossTiyin)),
    ...(line.discountTiyin === 0n ? [] : detail(words.discount, amount(-line.discountTiyin))),
    ...(line.vatRateBps === null
      ? [text(indent + words.withoutVat)]
      : detail(`${words.vat} ${formatRate(line.vatRateBps)}`, amount(line.vatTiyin))),
    ...codesOnPaper(codes, columns - indent.length).map((part) => text(indent + part)),
    ...(line.label === null
      ? []
      : wrap(`${words.label} ${line.label}`, columns - 2).map((part) => text(indent + part))),
  ];
}

/** Both codes on one line where they fit, otherwise each on its own. */
function codesOnPaper(codes: string[], width: number): string[] {
  const together = codes.join('  ');
  return together.length <= width && together !== ''
    ? [together]
    : codes.flatMap((code) => wrap(code, width));
}

function totals(document: ReceiptDocument, words: Words, columns: number): PrintBlock[] {
  const row = (left: string, right: bigint) => pair(left, amount(right), columns);
  return [
    ...(document.discountTiyin === 0n && document.roundingTiyin === 0n
      ? []
      : row(words.subtotal, document.grossTiyin)),
    ...(document.discountTiyin === 0n ? [] : row(words.discountTotal, -document.discountTiyin)),
    ...(document.roundingTiyin === 0n ? [] : row(words.rounding, -document.roundingTiyin)),
    ...totalRow(words.total, amount(document.totalTiyin), columns),
    ...row(words.vatTotal, document.vatTiyin),
    { kind: 'gap' },
    ...document.tendered.flatMap(({ kind, amountTiyin }) => row(words.payment[kind], amountTiyin)),
    ...(document.changeTiyin === 0n ? [] : row(words.change, document.changeTiyin)),
  ];
}

/** Double size; sums of trillions on narrow paper stay single. */
function totalRow(word: string, total: string, columns: number): PrintBlock[] {
  return total.length > columns / 2
    ? pair(word, total, columns, { bold: true })
    : pair(word, total, columns / 2, { bold: true, size: 2 });
}

function fiscalBlock(document: ReceiptDocument, words: Words, columns: number): PrintBlock[] {
  const mark = document.fiscal;
  if (mark === null) {
    return [
      ...wrapEvenly(words.fiscal.pending, columns).map((part) => text(part, { center: true, bold: true })),
      ...wrapEvenly(words.fiscal.pendingHint, columns).map((part) => text(part, { center: true })),
    ];
  }
  return [
    text(words.fiscal.title, { center: true, bold: true }),
    ...pair(words.fiscal.terminal, mark.terminalId, columns),
    ...pair(words.fiscal.seq, mark.receiptSeq, columns),
    ...pair(words.fiscal.time, markTime(mark.dateTime), columns),
    ...pair(words.fiscal.sign, mark.fiscalSign, columns),
    { kind: 'gap' },
    { kind: 'qr', data: mark.qrUrl },
  ];
}

/** 20261121120000 -> 21.11.2026 12:00:00 */
function markTime(dateTime: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(dateTime);
  return match ? `${match[3]}.${match[2]}.${match[1]} ${match[4]}:${match[5]}:${match[6]}` : dateTime;
}
