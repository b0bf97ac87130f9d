import { z } from 'zod';
import type { FiscalErrorCode } from './fiscal-codes.ts';
import { foldFiscalName } from './fiscal-name.ts';
import type { FiscalMark, FiscalReceipt, FiscalReceiptLine } from './fiscal-provider.port.ts';
import { toFourteenDigits } from './fiscal-time.ts';

/** Services on the same port disagree: `pascal` (SPIC, PackageCode), `camel` (spic, packageCode; newer E-POS). */
export type FieldCasing = 'pascal' | 'camel';

const zDigits = z.union([z.string().regex(/^\d+$/), z.number().int().nonnegative().transform(String)]);
const zWhole = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);

/** The answer to a registration, and the same again from Api.GetLastRegisteredReceipt. */
export const zReceiptAnswer = z
  .looseObject({
    TerminalID: z.string().min(1).max(20),
    ReceiptSeq: zDigits,
    DateTime: z
      .string()
      .transform(toFourteenDigits)
      .pipe(z.string().regex(/^\d{14}$/)),
    FiscalSign: z.string().min(1).max(20),
    QRCodeURL: z.url().max(300).optional(),
  })
  .transform((answer): FiscalMark => {
    const { TerminalID: t, ReceiptSeq: r, DateTime: c, FiscalSign: s } = answer;
    const qrUrl = answer.QRCodeURL ?? `https://ofd.soliq.uz/check?t=${t}&r=${r}&c=${c}&s=${s}`;
    return { terminalId: t, receiptSeq: r, dateTime: c, fiscalSign: s, qrUrl };
  });

export const zInfoAnswer = z.looseObject({
  TerminalID: z.string().min(1),
  AppletVersion: z.string().default(''),
});

export const zZReportAnswer = z.looseObject({
  Number: zWhole.default(0),
  OpenTime: z.string().default(''),
  /** Empty, absent or a zero date while the shift is open. */
  CloseTime: z.string().nullish(),
  TotalSaleCount: zWhole.default(0),
  TotalSaleCash: zWhole.default(0),
  TotalSaleCard: zWhole.default(0),
  TotalSaleVAT: zWhole.default(0),
});
export type ZReportAnswer = z.infer<typeof zZReportAnswer>;

export const isShiftOpen = (z: ZReportAnswer): boolean =>
  z.OpenTime !== '' &&
  (z.CloseTime === null || z.CloseTime === undefined || !/[1-9]/.test(z.CloseTime.slice(0, 4)));

/** Some services count per terminal ({"ZZ...": 3}), others in one field. */
export const zCountAnswer = z.union([
  z.looseObject({ Count: zWhole }).transform((answer) => answer.Count),
  z.number().int(),
  z
    .record(z.string(), z.number().int())
    .transform((counts) => Object.values(counts).reduce((a, b) => a + b, 0)),
]);

/** A refusal found before the device is asked. */
export interface ReceiptProblem {
  readonly problem: FiscalErrorCode;
}

/** What the module's encoder accepts, and a JSON number carries exactly. */
const MAX_SAFE_TIYIN = BigInt(Number.MAX_SAFE_INTEGER);
const MAX_ITEMS = 32_767;

interface ReceiptEnvelope {
  readonly deviceTime: string;
  readonly casing: FieldCasing;
  readonly sender: { readonly name: string; readonly sn: string; readonly version: string } | null;
}

/** The `Receipt` object of Api.SendSaleReceipt, or why it can never be accepted. */
export function toReceiptMessage(receipt: FiscalReceipt, envelope: ReceiptEnvelope): object | ReceiptProblem {
  const problem = findReceiptProblem(receipt);
  if (problem !== null) return { problem };
  return {
    Time: envelope.deviceTime,
    ReceivedCash: Number(receipt.receivedCashTiyin),
    ReceivedCard: Number(receipt.receivedCardTiyin),
    Location: { Latitude: receipt.location.latitude, Longitude: receipt.location.longitude },
    Items: receipt.lines.map((line) => toItem(line, envelope.casing)),
    ...(envelope.sender === null ? {} : { SenderInfo: envelope.sender }),
  };
}

function toItem(line: FiscalReceiptLine, casing: FieldCasing): object {
  const camel = casing === 'camel';
  return {
    Name: itemName(line),
    Barcode: (line.barcode ?? '').slice(0, 63),
    Label: line.label ?? '',
    [camel ? 'spic' : 'SPIC']: line.ikpu ?? '',
    Units: 0,
    [camel ? 'packageCode' : 'PackageCode']: line.packageCode ?? '',
    OwnerType: line.ownerType,
    Amount: Number(line.qtyMilli),
    Price: Number(line.grossTiyin),
    Discount: Number(line.discountTiyin),
    Other: 0,
    VATPercent: line.vatRateBps === null ? 0 : line.vatRateBps / 100,
    VAT: Number(line.vatTiyin),
  };
}

/** A name that loses all its letters on folding would be empty, and is then refused by the module. */
const itemName = (line: FiscalReceiptLine): string =>
  foldFiscalName(line.name) || line.barcode || line.ikpu || '';

/** The module's own rules, checked first: a refusal here costs nothing and says exactly what is wrong. */
function findReceiptProblem(receipt: FiscalReceipt): FiscalErrorCode | null {
  if (receipt.lines.length === 0 || receipt.lines.length > MAX_ITEMS) return 'fiscal/receipt-rejected';
  let due = 0n;
  for (const line of receipt.lines) {
    const net = line.grossTiyin - line.discountTiyin;
    if (line.grossTiyin < 0n || line.discountTiyin < 0n || net < 0n) return 'fiscal/total-mismatch';
    if (line.vatTiyin < 0n || line.vatTiyin > net) return 'fiscal/total-mismatch';
    if (line.qtyMilli <= 0n || itemName(line) === '') return 'fiscal/receipt-rejected';
    if ((line.label ?? '').length > 63) return 'fiscal/receipt-rejected';
    // The module knows whole per cents only.
    const rate = line.vatRateBps ?? 0;
    if (rate < 0 || rate > 9_900 || rate % 100 !== 0) return 'fiscal/vat-rate-invalid';
    if (line.grossTiyin > MAX_SAFE_TIYIN || line.qtyMilli > MAX_SAFE_TIYIN) return 'fiscal/total-too-large';
    due += net;
  }
  if (due > MAX_SAFE_TIYIN) return 'fiscal/total-too-large';
  if (due === 0n) return 'fiscal/total-zero';
  if (receipt.receivedCashTiyin < 0n || receipt.receivedCardTiyin < 0n) return 'fiscal/total-mismatch';
  // Newer modules forgive 100 so'm, older ones not a tiyin: always exact.
  return receipt.receivedCashTiyin + receipt.receivedCardTiyin === due ? null : 'fiscal/total-mismatch';
}
