import { z } from 'zod';
import { zId, zTimeMs } from '../scalar.ts';

/** The fiscal module's mark on a receipt, recorded after the sale's own entry: the sale never waits for it. */
export const zFiscalisedV1 = z.looseObject({
  receiptId: zId,
  occurredAtMs: zTimeMs,
  fiscalTerminalId: z.string().max(20),
  fiscalReceiptSeq: z.string().max(20),
  /** 14 digits, YYYYMMDDHHMMSS, the module's clock. */
  fiscalDateTime: z.string().regex(/^\d{14}$/),
  fiscalSign: z.string().max(20),
  /** Shown as a link in the back office: nothing but a web address. */
  qrUrl: z.url({ protocol: /^https?$/ }).max(300),
});
export type FiscalisedV1 = z.infer<typeof zFiscalisedV1>;
