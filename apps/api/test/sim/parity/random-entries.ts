import { uuidV7 } from '@jowi/domain/ids';
import type { Rng } from '@jowi/testkit/rng';
import type { SigningTill, SoldLine } from '../../support/signing-till.ts';
import type { SimTenant } from '../sim-server.ts';

/** What the entries of one till refer to. */
export type Story = { shiftId: string; shiftNumber: number; receiptIds: string[]; approvalIds: string[] };

type Pen = {
  readonly rng: Rng;
  readonly till: SigningTill;
  readonly tenant: SimTenant;
  readonly story: Story;
};
type Sale = ReturnType<SigningTill['saleOf']>;

export const newStory = (rng: Rng): Story => ({
  ...{ shiftId: idOf(rng), shiftNumber: 0, receiptIds: [], approvalIds: [] },
});

/** The next entry or two of a till: mostly what tills write, now and then what nobody should. */
export function writeEntries(pen: Pen) {
  const { rng, till, story } = pen;
  const drawn = rng.int(1, 100);
  if (drawn <= 8) return [openShift(pen)];
  if (drawn <= 13) return [till.journal('ShiftClosedV1', closing(pen))];
  if (drawn <= 22) return [till.journal('FiscalisedV1', markOf(pen))];
  if (drawn <= 32) return allowedSale(pen);
  if (drawn <= 37) return [till.journal('ApprovalV1', approvalOf(pen, idOf(rng)))];
  const sale = saleOf(pen, linesOf(pen));
  if (drawn <= 55) return [till.journal('SaleV1', poisoned(pen, sale))];
  if (drawn <= 58) return [till.journal(rng.pick(['Future', 'SaleV2', 'constructor']), { a: 1 })];
  story.receiptIds.push(sale.receiptId);
  return [till.journal('SaleV1', sale)];
}

export const idOf = (rng: Rng) => uuidV7(rng.int(1, 2 ** 40), rng.bytes(10));

function openShift({ rng, till, tenant, story }: Pen) {
  // Sometimes the shift that is open already.
  if (rng.chance(0.8)) Object.assign(story, { shiftId: idOf(rng), shiftNumber: story.shiftNumber + 1 });
  return till.journal('ShiftOpenedV1', {
    ...{ shiftId: story.shiftId, shiftNumber: story.shiftNumber, employeeId: tenant.employees[0]!.id },
    businessDate: rng.chance(0.05) ? '2026-02-30' : '2026-11-23',
    ...{ occurredAtMs: 1_795_400_000_000, floatTiyin: String(rng.int(0, 9)) },
  });
}

function closing({ rng, tenant, story }: Pen) {
  return {
    shiftId: rng.chance(0.1) ? idOf(rng) : story.shiftId,
    ...{ employeeId: tenant.employees[0]!.id, occurredAtMs: 1_795_400_900_000 },
    ...{ countedTiyin: '5', expectedTiyin: '7', discrepancyTiyin: '-2', salesTiyin: '7', vatTiyin: '0' },
    receiptCount: rng.chance(0.1) ? 3_000_000_000 : story.receiptIds.length,
    ...{ firstReceiptNumber: null, lastReceiptNumber: null },
  };
}

function markOf({ rng, story }: Pen) {
  const known = story.receiptIds.length > 0 && rng.chance(0.85);
  return {
    receiptId: known ? rng.pick(story.receiptIds.slice(-4)) : idOf(rng),
    ...{ occurredAtMs: 1_795_400_000_500, fiscalTerminalId: 'UZ1', fiscalDateTime: '20261123101500' },
    fiscalReceiptSeq: rng.chance(0.1) ? 'a\u0000b' : String(rng.int(1, 99)),
    ...{ fiscalSign: '123', qrUrl: 'https://ofd.soliq.uz/check' },
  };
}

function approvalOf({ rng, tenant, story }: Pen, cartId: string, lineId: string | null = null) {
  const [owner, cashier] = tenant.employees;
  const again = story.approvalIds.length > 0 && rng.chance(0.15);
  const approvalId = again ? rng.pick(story.approvalIds) : idOf(rng);
  story.approvalIds.push(approvalId);
  return {
    ...{ approvalId, cartId, operation: lineId === null ? 'receipt-discount' : 'line-discount' },
    ...{ subjectId: lineId, unit: 'bps', asked: '9000', limit: '1000', reason: 'Regular customer' },
    employeeId: rng.chance(0.1) ? idOf(rng) : cashier!.id,
    approverId: rng.chance(0.1) ? cashier!.id : owner!.id,
    occurredAtMs: 1_795_400_000_000,
  };
}

/** A discount beyond the cashier's limit, allowed or not. */
function allowedSale(pen: Pen) {
  const { rng, till, tenant, story } = pen;
  const [line] = linesOf(pen);
  const cartId = idOf(rng);
  const sale = {
    ...saleOf(pen, [{ ...line!, discountBps: rng.pick([500, 4_000, 9_900]) }]),
    ...{ employeeId: tenant.employees[1]!.id, cartId },
  };
  const lineId = sale.lines[0]!.lineId;
  const approval = approvalOf(pen, rng.chance(0.9) ? cartId : idOf(rng), lineId);
  story.receiptIds.push(sale.receiptId);
  const given = rng.chance(0.7) ? [till.journal('ApprovalV1', approval)] : [];
  const used = { ...sale, approvalIds: [approval.approvalId] };
  return [...given, till.journal('SaleV1', rng.chance(0.8) ? used : sale)];
}

/** With the seed's ids. */
function saleOf({ rng, till, tenant, story }: Pen, lines: readonly SoldLine[]): Sale {
  const sale = till.saleOf(lines);
  return {
    ...sale,
    ...{ receiptId: idOf(rng), shiftId: story.shiftId, employeeId: tenant.employees[0]!.id },
    lines: sale.lines.map((line) => ({ ...line, lineId: idOf(rng) })),
    payments: sale.payments.map((payment) => ({ ...payment, paymentId: idOf(rng) })),
  };
}

function linesOf({ rng, tenant }: Pen): SoldLine[] {
  return Array.from({ length: rng.int(1, 3) }, () => ({
    productId: rng.chance(0.03) ? idOf(rng) : rng.pick(tenant.products).id,
    qtyMilli: rng.pick([1_000, 1_000, 2_000, 333, rng.int(1, 9_000), 25_000]),
    priceTiyin: rng.int(1, 2_000_000),
    vatRateBps: rng.pick([1200, 0, null]),
  }));
}

/** Sealed and signed as any other: only the database, the calculators or the schema find it out. */
function poisoned({ rng, story }: Pen, sale: Sale): Record<string, unknown> {
  const [line, ...more] = sale.lines;
  const lineId = story.receiptIds.at(-1) ?? line!.lineId;
  return rng.pick<Record<string, unknown>>([
    { ...sale, receiptNumber: 2 ** 31 },
    { ...sale, businessDate: '2026-02-30' },
    { ...sale, businessDate: '0000-01-01' },
    { ...sale, lines: [{ ...line, name: { ru: 'a\u0000b', uz: 'x' } }, ...more] },
    {
      ...sale,
      lines: [{ ...line, note: '\u0000', lineId: line!.lineId }, ...more],
      future: [1.5, null, 'x'],
    },
    { ...sale, receiptId: story.receiptIds.at(-1) ?? sale.receiptId },
    {
      ...sale,
      lines: [
        { ...line, lineId, qtyMilli: '99000' },
        { ...line, lineId, qtyMilli: '1' },
      ],
    },
    { ...sale, payments: [...sale.payments, ...sale.payments] },
    { ...sale, totalTiyin: String(BigInt(sale.totalTiyin) + 1n) },
    { ...sale, vatTiyin: '999999999999999999' },
    { ...sale, lines: [{ ...line, qtyMilli: '999999999999999' }] },
    { ...sale, lines: [] },
    { ...sale, calcVersion: 2_147_483_648 },
    { ...sale, occurredAtMs: Number.MAX_SAFE_INTEGER },
  ]);
}
