import { tiyin } from '@jowi/domain/money';
import type { ReceiptLanguage } from './receipt-document.ts';
import type { ShiftReportDocument } from './shift-report-document.ts';

/** A plausible day: a little is missing in the drawer, nothing on the server. */
export function shiftReportDocument(
  language: ReceiptLanguage,
  change: Partial<ShiftReportDocument> = {},
): ShiftReportDocument {
  const ru = language === 'ru';
  return {
    language,
    seller: {
      storeName: ru ? 'Бозор Маркет' : 'Bozor Market',
      businessName: ru ? 'ООО «BOZOR SAVDO»' : '«BOZOR SAVDO» MChJ',
      taxId: '305123456',
      address: ru ? 'г. Ташкент, ул. Амира Темура, 12' : 'Toshkent sh., Amir Temur shoh koʻchasi, 12-uy',
    },
    tillName: ru ? 'Касса 1' : 'Kassa 1',
    shiftNumber: '12',
    openedAtMs: Date.UTC(2026, 10, 21, 4, 1, 0),
    closedAtMs: Date.UTC(2026, 10, 21, 16, 5, 0),
    closedBy: ru ? 'Нилуфар Каримова' : 'Nilufar Karimova',
    receiptCount: 143,
    receiptNumbers: ['1201', '1343'],
    salesTiyin: tiyin(841_230_000),
    discountTiyin: tiyin(12_400_000),
    vatTiyin: tiyin(90_131_785),
    floatTiyin: tiyin(20_000_000),
    cashTiyin: tiyin(841_230_000),
    expectedTiyin: tiyin(861_230_000),
    countedTiyin: tiyin(860_000_000),
    discrepancyTiyin: tiyin(-1_230_000),
    statement: {
      receiptsHeld: 143,
      receiptsClaimed: 143,
      headShort: '7f3a91c2',
      atMs: Date.UTC(2026, 10, 21, 16, 5, 4),
      agrees: true,
    },
    copy: false,
    ...change,
  };
}
