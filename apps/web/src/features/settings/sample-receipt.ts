import type { ReceiptDocument } from '@jowi/devices/printer/receipt-document';
import { tiyin } from '@jowi/domain/money';
import { qtyMilli } from '@jowi/domain/quantity';

/** What the preview needs of the settings being typed. */
export type ReceiptSetting = {
  language: 'ru' | 'uz';
  header: readonly string[];
  footer: readonly string[];
  businessName: string;
  taxId: string;
  storeName: string;
  address: string;
  /** Ready to be read; null = none. */
  phone: string | null;
  vatPayer: boolean;
};

const NAMES = { ru: ['Хлеб «Обычный» 400 г', 'Помидоры'], uz: ['Non «Oddiy» 400 g', 'Pomidor'] } as const;
const CASHIER = { ru: 'Нилуфар', uz: 'Nilufar' } as const;
const TILL = { ru: 'Касса 1', uz: 'Kassa 1' } as const;

/** A small sale, as if made just now in this store. */
export function sampleReceipt(setting: ReceiptSetting): ReceiptDocument {
  const { language, vatPayer } = setting;
  const vatRateBps = vatPayer ? 1_200 : null;
  const vat = (sum: bigint) => tiyin(vatPayer ? (sum * 1_200n) / 11_200n : 0n);
  const line = { discountTiyin: tiyin(0n), vatRateBps, label: null };
  return {
    language,
    header: setting.header,
    footer: setting.footer,
    seller: {
      storeName: setting.storeName || '—',
      businessName: setting.businessName,
      taxId: setting.taxId,
      address: setting.address,
      phone: setting.phone,
    },
    tillName: TILL[language],
    receiptNumber: '147',
    shiftNumber: '12',
    cashierName: CASHIER[language],
    timeMs: Date.UTC(2026, 10, 23, 9, 32, 5),
    lines: [
      {
        ...line,
        name: NAMES[language][0],
        unit: 'piece',
        qtyMilli: qtyMilli(2_000n),
        unitPriceTiyin: tiyin(400_000n),
        grossTiyin: tiyin(800_000n),
        vatTiyin: vat(800_000n),
        ikpu: '01905001001000000',
        barcode: '4780000000014',
      },
      {
        ...line,
        name: NAMES[language][1],
        unit: 'kg',
        qtyMilli: qtyMilli(735n),
        unitPriceTiyin: tiyin(1_500_000n),
        grossTiyin: tiyin(1_102_500n),
        vatTiyin: vat(1_102_500n),
        ikpu: '00702001001000000',
        barcode: null,
      },
    ],
    grossTiyin: tiyin(1_902_500n),
    discountTiyin: tiyin(0n),
    roundingTiyin: tiyin(2_500n),
    totalTiyin: tiyin(1_900_000n),
    vatTiyin: vat(1_900_000n),
    tendered: [{ kind: 'cash', amountTiyin: tiyin(2_000_000n) }],
    changeTiyin: tiyin(100_000n),
    fiscal: {
      terminalId: 'ZZ000000000001',
      receiptSeq: '147',
      dateTime: '20261123143207',
      fiscalSign: '483920175526',
      qrUrl: 'https://ofd.soliq.uz/check?t=ZZ000000000001&r=147&c=20261123143207&s=483920175526',
    },
    copy: false,
  };
}
