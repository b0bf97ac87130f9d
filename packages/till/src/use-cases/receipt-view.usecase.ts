import type { TerminalSettings } from '@jowi/contracts/sync/pull';
import type { SaleLineV1, SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { sumTiyin } from '@jowi/domain/money';
import type { TillContext } from '../till-context.ts';
import type { ReceiptView, Unit } from '../views.ts';

/** The whole receipt for the preview. Throws `sales/receipt-not-found`. */
export function receiptView({ receipts, employees, meta }: TillContext, receiptId: string): ReceiptView {
  const { ref, summary, mark } = receipts.getById(receiptId);
  const sale = receipts.getSale(ref);
  return {
    ...summary,
    ...ownLines(meta.getIdentity().settings),
    cashierName: employees.findName(sale.employeeId),
    lines: sale.lines.map(lineView),
    grossTiyin: sale.grossTiyin,
    discountTiyin: sale.discountTiyin,
    roundingTiyin: String(sumTiyin(sale.lines.map((line) => BigInt(line.roundingDiscountTiyin)))),
    vatTiyin: sale.vatTiyin,
    ...tenderOf(sale),
    mark,
  };
}

/** What the shop has printed on its receipts today, above and below. */
export function ownLines({ receiptHeader = '', receiptFooter = '' }: TerminalSettings): {
  header: string[];
  footer: string[];
} {
  const lines = (text: string) => (text === '' ? [] : text.split('\n'));
  return { header: lines(receiptHeader), footer: lines(receiptFooter) };
}

/** What was handed over and given back, over all payments. */
export function tenderOf({ payments }: SaleV1): { tenderedTiyin: string; changeTiyin: string } {
  const sum = (amounts: string[]) => String(amounts.reduce((total, amount) => total + BigInt(amount), 0n));
  return {
    tenderedTiyin: sum(payments.map((payment) => payment.tenderedTiyin)),
    changeTiyin: sum(payments.map((payment) => payment.changeTiyin)),
  };
}

export function lineDiscountsTiyin(line: SaleLineV1): bigint {
  return (
    BigInt(line.lineDiscountTiyin) + BigInt(line.receiptDiscountTiyin) + BigInt(line.roundingDiscountTiyin)
  );
}

/** Travels as an extra field of the line; a receipt without it was made before there was one. */
export function unitOf(line: SaleLineV1): Unit {
  const unit = line.unit;
  return unit === 'kg' || unit === 'litre' || unit === 'metre' ? unit : 'piece';
}

function lineView(line: SaleLineV1): ReceiptView['lines'][number] {
  const { lineId, productId, name, barcode, qtyMilli, unitPriceTiyin, grossTiyin, netTiyin, vatTiyin } = line;
  return {
    lineId,
    productId,
    name,
    barcode,
    unit: unitOf(line),
    qtyMilli,
    unitPriceTiyin,
    grossTiyin,
    lineDiscountTiyin: line.lineDiscountTiyin,
    discountTiyin: String(lineDiscountsTiyin(line)),
    netTiyin,
    vatTiyin,
    discount: line.discount,
  };
}
