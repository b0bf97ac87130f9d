import { type Tiyin, tiyin } from '@jowi/domain/money';
import { qtyMilli } from '@jowi/domain/quantity';
import type { FiscalReceipt, FiscalReceiptLine } from './fiscal-provider.port.ts';

/** 21.11.2026 12:00:00 in Tashkent. */
export const NOON_MS = Date.UTC(2026, 10, 21, 7, 0, 0);

export function fiscalLine(change: Partial<FiscalReceiptLine> = {}): FiscalReceiptLine {
  return {
    name: 'Non «Oddiy»',
    barcode: '4780000000014',
    label: null,
    ikpu: '01905001001000000',
    packageCode: '1491829',
    qtyMilli: qtyMilli(2000),
    grossTiyin: tiyin(800_000),
    discountTiyin: tiyin(0),
    vatRateBps: 1200,
    vatTiyin: tiyin(85_714),
    ownerType: 0,
    ...change,
  };
}

/** A cash receipt that balances. */
export function fiscalReceipt(change: Partial<FiscalReceipt> = {}): FiscalReceipt {
  const lines = change.lines ?? [fiscalLine()];
  const due = lines.reduce((sum, line) => sum + line.grossTiyin - line.discountTiyin, 0n) as Tiyin;
  return {
    receiptId: '01939d3c-1111-7000-8000-000000000001',
    timeMs: NOON_MS,
    lines,
    receivedCashTiyin: due,
    receivedCardTiyin: tiyin(0),
    location: { latitude: 41.3, longitude: 69.2 },
    ...change,
  };
}
