import { z } from 'zod';
import type { ZReportAnswer } from './fiscal-drive-api.messages.ts';
import type { FiscalMark, FiscalReceipt } from './fiscal-provider.port.ts';
import { toFourteenDigits } from './fiscal-time.ts';

/** What the module looked like just before our receipt, and the time our receipt carries. Survives on disk. */
const zToken = z.object({
  v: z.literal(1),
  receiptId: z.string(),
  /** '0' = the module had no receipt yet. */
  lastSeq: z.string().regex(/^\d+$/),
  deviceTime: z.string(),
  shift: z.object({
    number: z.number(),
    count: z.number(),
    cash: z.number(),
    card: z.number(),
    vat: z.number(),
  }),
});
export type RegistrationToken = z.infer<typeof zToken>;

export const encodeToken = (token: RegistrationToken): string => JSON.stringify(token);

/** null = not a token, or of another receipt. */
export function decodeToken(text: string, receiptId: string): RegistrationToken | null {
  try {
    const parsed = zToken.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.receiptId === receiptId ? parsed.data : null;
  } catch {
    return null;
  }
}

export const shiftFigures = (z: ZReportAnswer): RegistrationToken['shift'] => ({
  number: z.Number,
  count: z.TotalSaleCount,
  cash: z.TotalSaleCash,
  card: z.TotalSaleCard,
  vat: z.TotalSaleVAT,
});

export type Recognition = 'ours' | 'absent' | 'conflict';

/**
 * Is the module's last receipt ours? The protocol's answer holds no totals and no id of the sender, so:
 *   - the same number as before: nothing was registered since;
 *   - the next number with our time: ours. A module takes at most one receipt a second and the time was chosen
 *     after its last operation, so number and time together identify it;
 *   - the next number with another time (a service that stamps its own): ours only when the shift's count, cash,
 *     card and VAT moved by exactly our receipt. Of another shift the figures prove nothing: a person must look;
 *   - anything else: somebody else used the module; a person must look.
 */
export function recognise(
  receipt: FiscalReceipt,
  token: RegistrationToken,
  last: FiscalMark | null,
  shiftNow: ZReportAnswer | null,
): Recognition {
  const steps = BigInt(last?.receiptSeq ?? '0') - BigInt(token.lastSeq);
  if (steps === 0n) return 'absent';
  if (steps !== 1n || last === null) return 'conflict';
  if (last.dateTime === toFourteenDigits(token.deviceTime)) return 'ours';
  return shiftMovedByOurs(receipt, token, shiftNow) ? 'ours' : 'conflict';
}

function shiftMovedByOurs(
  receipt: FiscalReceipt,
  token: RegistrationToken,
  now: ZReportAnswer | null,
): boolean {
  if (now === null || now.Number !== token.shift.number) return false;
  const vat = receipt.lines.reduce((sum, line) => sum + line.vatTiyin, 0n);
  return (
    now.TotalSaleCount - token.shift.count === 1 &&
    now.TotalSaleCash - token.shift.cash === Number(receipt.receivedCashTiyin) &&
    now.TotalSaleCard - token.shift.card === Number(receipt.receivedCardTiyin) &&
    now.TotalSaleVAT - token.shift.vat === Number(vat)
  );
}
