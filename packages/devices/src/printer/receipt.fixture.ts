import { tiyin } from '@jowi/domain/money';
import { qtyMilli } from '@jowi/domain/quantity';
import type { FiscalMark } from '../fiscal/fiscal-provider.port.ts';
import type { ReceiptDocument, ReceiptLanguage } from './receipt-document.ts';

export const MARK: FiscalMark = {
  terminalId: 'ZZ000000000001',
  receiptSeq: '1284',
  dateTime: '20261121143207',
  fiscalSign: '483920175526',
  qrUrl: 'https://ofd.soliq.uz/check?t=ZZ000000000001&r=1284&c=20261121143207&s=483920175526',
};

/** 21.11.2026 14:32:05 in Tashkent. */
export const SOLD_AT_MS = Date.UTC(2026, 10, 21, 9, 32, 5);

const NAMES: Readonly<Record<ReceiptLanguage, readonly [string, string, string, string]>> = {
  ru: [
    'Хлеб «Обычный» 400 г',
    'Сыр полутвёрдый Голландский 45 %, весовой, Ташкентский молочный завод',
    'Минеральная вода «Ҳаёт» б/г 1,5 л',
    'Книга «Қутадғу билиг»',
  ],
  uz: [
    'Non «Oddiy» 400 g',
    'Golland pishlogʻi 45 %, tortiladigan, Toshkent sut zavodi mahsuloti',
    'Maʼdanli suv «Hayot» gazsiz 1,5 l',
    'Қутадғу билиг китоби',
  ],
};

/** A plausible receipt with every kind of line. */
export function receiptDocument(
  language: ReceiptLanguage,
  change: Partial<ReceiptDocument> = {},
): ReceiptDocument {
  const [bread, cheese, water, book] = NAMES[language];
  const codes = { ikpu: '01905001001000000', barcode: '4780000000014', label: null };
  const ru = language === 'ru';
  return {
    language,
    header: [],
    footer: [],
    seller: {
      storeName: ru ? 'Бозор Маркет' : 'Bozor Market',
      businessName: ru ? 'ООО «BOZOR SAVDO»' : '«BOZOR SAVDO» MChJ',
      taxId: '305123456',
      address: ru
        ? 'г. Ташкент, Юнусабадский р-н, ул. Амира Темура, 12'
        : 'Toshkent sh., Yunusobod t., Amir Temur shoh koʻchasi, 12-uy',
      phone: '+998 71 200-10-20',
    },
    tillName: ru ? 'Касса 1' : 'Kassa 1',
    receiptNumber: '000147',
    shiftNumber: '12',
    cashierName: ru ? 'Нилуфар Каримова' : 'Nilufar Karimova',
    timeMs: SOLD_AT_MS,
    lines: [
      {
        ...codes,
        name: bread,
        unit: 'piece',
        qtyMilli: qtyMilli(2000),
        unitPriceTiyin: tiyin(400_000),
        grossTiyin: tiyin(800_000),
        discountTiyin: tiyin(0),
        vatRateBps: 1200,
        vatTiyin: tiyin(85_714),
      },
      {
        ...codes,
        name: cheese,
        unit: 'kg',
        qtyMilli: qtyMilli(735),
        unitPriceTiyin: tiyin(9_200_000),
        grossTiyin: tiyin(6_762_000),
        discountTiyin: tiyin(338_100),
        vatRateBps: 1200,
        vatTiyin: tiyin(688_275),
        ikpu: '00406001001000000',
        barcode: '4780000000021',
      },
      {
        ...codes,
        name: water,
        unit: 'piece',
        qtyMilli: qtyMilli(6000),
        unitPriceTiyin: tiyin(450_000),
        grossTiyin: tiyin(2_700_000),
        discountTiyin: tiyin(0),
        vatRateBps: 1200,
        vatTiyin: tiyin(289_285),
        ikpu: '02201001001000000',
        barcode: '4780000000038',
        label: '0104780000000038215)pQr7sT',
      },
      {
        ...codes,
        name: book,
        unit: 'piece',
        qtyMilli: qtyMilli(1000),
        unitPriceTiyin: tiyin(7_500_000),
        grossTiyin: tiyin(7_500_000),
        discountTiyin: tiyin(23_900),
        vatRateBps: null,
        vatTiyin: tiyin(0),
        ikpu: '04901001001000000',
        barcode: null,
      },
    ],
    grossTiyin: tiyin(17_762_000),
    discountTiyin: tiyin(362_000),
    roundingTiyin: tiyin(0),
    totalTiyin: tiyin(17_400_000),
    vatTiyin: tiyin(1_063_274),
    tendered: [
      { kind: 'card', amountTiyin: tiyin(10_000_000) },
      { kind: 'cash', amountTiyin: tiyin(10_000_000) },
    ],
    changeTiyin: tiyin(2_600_000),
    fiscal: MARK,
    copy: false,
    ...change,
  };
}
