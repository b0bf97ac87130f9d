import { COLUMNS } from './product-columns.ts';

const EXAMPLES = [
  ['10001', 'Чай чёрный, 100 г', 'Qora choy, 100 g', '4780000000014', '18500', '12', 'piece', '', ''],
  ['10002', 'Сахар-песок, вес', 'Shakar, oʻlchab', '', '13200', '12', 'kg', '', ''],
];

/** With the mark of UTF-8 and `;`, which is what spreadsheets of this country expect. */
export const PRODUCT_CSV_TEMPLATE = `\ufeff${[COLUMNS, ...EXAMPLES].map((row) => row.join(';')).join('\r\n')}\r\n`;
