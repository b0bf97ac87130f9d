import { formatDate, formatQty, formatQtyNumber, formatRate } from '@jowi/i18n/format';
import ru from '@jowi/i18n/locales/ru/receipt.json' with { type: 'json' };
import uz from '@jowi/i18n/locales/uz/receipt.json' with { type: 'json' };
import { toDeviceTime } from '../fiscal/fiscal-time.ts';
import { amount, ownLines, type PrintBlock, pair, text, wrap, wrapEvenly } from './paper-text.ts';
import type { ReceiptDocument, ReceiptDocumentLine, ReceiptLanguage } from './receipt-document.ts';

const WORDS: Readonly<Record<ReceiptLanguage, typeof ru>> = { ru, uz };
const TASHKENT_MINUTES = 300;

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
