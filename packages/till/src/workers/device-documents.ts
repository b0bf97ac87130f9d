import type { SaleLineV1, SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { assert } from '@jowi/domain/assert';
import { parseTiyin, sumTiyin, tiyin, ZERO_TIYIN } from '@jowi/domain/money';
import { parseQtyMilli } from '@jowi/domain/quantity';
import type { FiscalLine, FiscalReceipt, PrintDocument, PrintLine, ShiftReportDocument } from '../ports.ts';
import type { TillContext } from '../till-context.ts';
import { lineDiscountsTiyin, ownLines, tenderOf, unitOf } from '../use-cases/receipt-view.usecase.ts';

/** The receipt as the fiscal module wants it, from the journaled sale. */
export function fiscalReceipt({ meta, receipts }: TillContext, receiptNumber: number): FiscalReceipt {
  const { settings } = meta.getIdentity();
  const sale = receipts.getSale(receipts.getByNumber(receiptNumber).ref);
  return {
    receiptId: sale.receiptId,
    timeMs: sale.occurredAtMs,
    lines: sale.lines.map((line) => fiscalLine(line, settings.receiptLanguage)),
    receivedCashTiyin: cashOf(sale),
    receivedCardTiyin: ZERO_TIYIN,
    location: { latitude: settings.latitude, longitude: settings.longitude },
  };
}

function fiscalLine(line: SaleLineV1, language: 'ru' | 'uz'): FiscalLine {
  return {
    name: line.name[language],
    barcode: line.barcode,
    label: null,
    ikpu: line.ikpu,
    packageCode: line.packageCode,
    qtyMilli: parseQtyMilli(line.qtyMilli),
    grossTiyin: parseTiyin(line.grossTiyin),
    discountTiyin: tiyin(lineDiscountsTiyin(line)),
    vatRateBps: line.vatRateBps,
    vatTiyin: parseTiyin(line.vatTiyin),
    ownerType: 0,
  };
}

function cashOf({ payments }: SaleV1) {
  return sumTiyin(payments.filter((p) => p.kind === 'cash').map((p) => parseTiyin(p.amountTiyin)));
}

export type Paper = { receiptNumber: number; kind: 'receipt' | 'fiscal-slip'; copy: boolean };

/** What goes on paper, from the journaled sale and what is known of its fiscal mark right now. */
export function printDocument(till: TillContext, { receiptNumber, kind, copy }: Paper): PrintDocument {
  const { settings } = till.meta.getIdentity();
  const { ref, mark } = till.receipts.getByNumber(receiptNumber);
  const sale = till.receipts.getSale(ref);
  const { tenderedTiyin, changeTiyin } = tenderOf(sale);
  const roundingTiyin = sumTiyin(sale.lines.map((line) => parseTiyin(line.roundingDiscountTiyin)));
  return {
    kind,
    copy,
    language: settings.receiptLanguage,
    ...ownLines(settings),
    businessName: settings.businessName,
    taxId: settings.taxId,
    storeName: settings.storeName,
    address: settings.address,
    phone: settings.phone ?? null,
    terminalName: settings.terminalName,
    cashierName: till.employees.findName(sale.employeeId),
    receiptId: sale.receiptId,
    receiptNumber,
    shiftNumber: till.shifts.getById(sale.shiftId).shiftNumber,
    occurredAtMs: sale.occurredAtMs,
    lines: sale.lines.map(printLine),
    grossTiyin: parseTiyin(sale.grossTiyin),
    discountTiyin: tiyin(parseTiyin(sale.discountTiyin) - roundingTiyin),
    roundingTiyin,
    totalTiyin: parseTiyin(sale.totalTiyin),
    vatTiyin: parseTiyin(sale.vatTiyin),
    tenderedTiyin: parseTiyin(tenderedTiyin),
    changeTiyin: parseTiyin(changeTiyin),
    mark,
  };
}

/** The Z as it goes on paper, from the sealed figures: the same fold as on the screen. */
export function shiftReportDocument(till: TillContext, shiftId: string, copy: boolean): ShiftReportDocument {
  const { settings } = till.meta.getIdentity();
  const shift = till.shifts.getById(shiftId);
  const close = till.shifts.findClose(shiftId);
  assert(close, 'only a closed shift has a Z');
  const totals = till.shifts.fold(shift, close.countedTiyin);
  return {
    language: settings.receiptLanguage,
    copy,
    businessName: settings.businessName,
    taxId: settings.taxId,
    storeName: settings.storeName,
    address: settings.address,
    terminalName: settings.terminalName,
    shiftNumber: shift.shiftNumber,
    openedAtMs: shift.openedAtMs,
    closedAtMs: close.closedAtMs,
    closedBy: till.employees.findName(close.employeeId),
    receiptCount: totals.salesCount,
    firstReceiptNumber: totals.firstReceiptNumber,
    lastReceiptNumber: totals.lastReceiptNumber,
    salesTiyin: totals.totals.salesTiyin,
    discountTiyin: totals.discounts.salesTiyin,
    vatTiyin: totals.vat.salesTiyin,
    floatTiyin: shift.floatTiyin,
    cashTiyin: totals.byPayment.cash.netTiyin,
    expectedTiyin: totals.expectedCashTiyin,
    countedTiyin: close.countedTiyin,
    discrepancyTiyin: tiyin(close.countedTiyin - totals.expectedCashTiyin),
    statement: till.statements.findOfZ(shiftId),
  };
}

function printLine(line: SaleLineV1): PrintLine {
  return {
    name: line.name,
    barcode: line.barcode,
    unit: unitOf(line),
    qtyMilli: parseQtyMilli(line.qtyMilli),
    unitPriceTiyin: parseTiyin(line.unitPriceTiyin),
    grossTiyin: parseTiyin(line.grossTiyin),
    discountTiyin: tiyin(lineDiscountsTiyin(line) - parseTiyin(line.roundingDiscountTiyin)),
    netTiyin: parseTiyin(line.netTiyin),
    vatRateBps: line.vatRateBps,
    vatTiyin: parseTiyin(line.vatTiyin),
    ikpu: line.ikpu,
  };
}
