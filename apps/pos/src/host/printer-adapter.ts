import type { ReceiptPrinter } from '@jowi/devices/printer/printer.port';
import type { ReceiptDocument } from '@jowi/devices/printer/receipt-document';
import type { ShiftReportDocument as ShiftReportPaper } from '@jowi/devices/printer/shift-report-document';
import { formatPhone } from '@jowi/i18n/format';
import type { PrintDocument, PrinterPort, PrintLine, ShiftReportDocument } from '@jowi/till/ports';

/** The engine's printer port over a receipt printer of packages/devices. */
export function printerPortOf(printer: ReceiptPrinter): PrinterPort {
  return {
    async print(document) {
      const result = await printer.printReceipt(paperOf(document));
      return result.kind === 'printed' ? { kind: 'printed' } : result;
    },
    async printShiftReport(document) {
      const result = await printer.printShiftReport(reportOf(document));
      return result.kind === 'printed' ? { kind: 'printed' } : result;
    },
    async openDrawer() {
      await printer.openDrawer();
    },
  };
}

/**
 * A fiscal slip is the receipt once more with its mark, marked as a copy: the customer gets one paper that
 * stands for itself, and two papers never look like two sales.
 */
function paperOf(document: PrintDocument): ReceiptDocument {
  return {
    language: document.language,
    header: document.header,
    footer: document.footer,
    seller: {
      storeName: document.storeName,
      businessName: document.businessName,
      taxId: document.taxId,
      address: document.address,
      phone: document.phone === null ? null : formatPhone(document.phone),
    },
    tillName: document.terminalName,
    receiptNumber: String(document.receiptNumber),
    shiftNumber: String(document.shiftNumber),
    cashierName: document.cashierName,
    timeMs: document.occurredAtMs,
    lines: document.lines.map((line) => paperLineOf(line, document.language)),
    grossTiyin: document.grossTiyin,
    discountTiyin: document.discountTiyin,
    roundingTiyin: document.roundingTiyin,
    totalTiyin: document.totalTiyin,
    vatTiyin: document.vatTiyin,
    tendered: [{ kind: 'cash', amountTiyin: document.tenderedTiyin }],
    changeTiyin: document.changeTiyin,
    fiscal: document.mark,
    copy: document.copy || document.kind === 'fiscal-slip',
  };
}

function paperLineOf(line: PrintLine, language: PrintDocument['language']): ReceiptDocument['lines'][number] {
  return {
    name: line.name[language],
    unit: line.unit,
    qtyMilli: line.qtyMilli,
    unitPriceTiyin: line.unitPriceTiyin,
    grossTiyin: line.grossTiyin,
    discountTiyin: line.discountTiyin,
    vatRateBps: line.vatRateBps,
    vatTiyin: line.vatTiyin,
    ikpu: line.ikpu,
    barcode: line.barcode,
    label: null,
  };
}

function reportOf(document: ShiftReportDocument): ShiftReportPaper {
  const { firstReceiptNumber: first, lastReceiptNumber: last, ...figures } = document;
  return {
    ...figures,
    seller: {
      storeName: document.storeName,
      businessName: document.businessName,
      taxId: document.taxId,
      address: document.address,
    },
    tillName: document.terminalName,
    shiftNumber: String(document.shiftNumber),
    receiptNumbers: first === null || last === null ? null : [String(first), String(last)],
  };
}
