import { z } from 'zod';
import { zBusinessDate, zCount, zId, zOrdinal, zTimeMs, zTiyin, zTiyinPositive } from '../scalar.ts';
import { zReceiptSummary } from './receipts.ts';

/** What a question can be taken for, the surest first; `time` alone stands for "any receipt of that time". */
export const QUESTION_MEANINGS = ['id', 'fiscal', 'number', 'sum', 'fiscal-number', 'time'] as const;
export const zQuestionMeaning = z.enum(QUESTION_MEANINGS);
export type QuestionMeaning = z.infer<typeof zQuestionMeaning>;

/**
 * GET /v1/receipts/where: "where is receipt X", X as a person has it: a number, an id, a fiscal sign, what a scanner read
 * from the QR, a sum, a day and time, or several of them.
 */
export const zReceiptWhereQuery = z.object({
  question: z.string().min(1).max(500),
  /** The asker's corrections: only this of the meanings, that day, that till. */
  as: zQuestionMeaning.optional(),
  day: zBusinessDate.optional(),
  terminalId: zId.optional(),
});
export type ReceiptWhereQuery = z.infer<typeof zReceiptWhereQuery>;

export const zReceiptReading = z.discriminatedUnion('as', [
  z.object({ as: z.literal('id'), id: zId }),
  z.object({
    as: z.literal('fiscal'),
    fiscalTerminalId: z.string().nullable(),
    fiscalReceiptSeq: z.string().nullable(),
    fiscalSign: z.string().nullable(),
  }),
  z.object({ as: z.literal('fiscal-number'), text: z.string() }),
  z.object({ as: z.literal('number'), receiptNumber: zOrdinal }),
  z.object({ as: z.literal('sum'), totalTiyin: zTiyinPositive }),
]);

const zPlacedReceipt = zReceiptSummary
  .omit({ costTiyin: true, marginTiyin: true, lineCount: true, businessDate: true })
  .extend({
    storeName: z.string(),
    shiftNumber: z.number().int().nullable(),
    shiftClosed: z.boolean(),
    fiscalSign: z.string().nullable(),
    fiscalReceiptSeq: z.string().nullable(),
    /** On the customer's paper, where the office had to post the sale under another number. */
    originalReceiptNumber: z.number().int().nullable(),
    /** Which of the meanings found it; empty for one that is only near. */
    foundBy: z.array(zQuestionMeaning),
  });
export type PlacedReceipt = z.infer<typeof zPlacedReceipt>;

/** A sale that arrived and is not in the books: what it says of itself, as far as it can be read. */
const zQuarantinedReceipt = z.object({
  id: zId,
  terminalId: zId,
  terminalName: z.string(),
  epoch: zCount,
  seq: zOrdinal,
  reason: z.string(),
  receivedAtMs: zTimeMs,
  receiptNumber: z.number().int().nullable(),
  totalTiyin: zTiyin.nullable(),
  occurredAtMs: zTimeMs.nullable(),
  /** Somebody looked at it and put it aside; one that was posted stands among the receipts instead. */
  setAside: z.boolean(),
});
export type QuarantinedReceipt = z.infer<typeof zQuarantinedReceipt>;

/**
 * What a till may know of a receipt that is not here. sold: it told us of that number, and the sale is still to come;
 * may-hold: it has something to send; missing: later numbers have come and this one never did.
 */
export const TILL_VERDICTS = ['missing', 'sold', 'may-hold'] as const;
const zTillOfReceipt = z.object({
  terminalId: zId,
  terminalName: z.string(),
  storeName: z.string(),
  verdict: z.enum(TILL_VERDICTS),
  /** The last number of this till in the books; null: none yet. */
  lastReceiptNumber: z.number().int().nullable(),
  /** Entries of its journal, not receipts: a receipt takes one to three. */
  unsent: z.number().int().nullable(),
  oldestUnsentAtMs: zTimeMs.nullable(),
  lastSeenAtMs: zTimeMs.nullable(),
});
export type TillOfReceipt = z.infer<typeof zTillOfReceipt>;

export const zReceiptWhere = z.object({
  understood: z.object({
    /** Empty without a span: not understood. */
    readings: z.array(zReceiptReading),
    span: z
      .object({
        fromMs: z.number(),
        toMs: z.number(),
        precision: z.enum(['second', 'minute', 'day']),
        /** Only a time was said. */
        dayIsGuessed: z.boolean(),
      })
      .nullable(),
    /** The reading that `as` left, of these. */
    meanings: z.array(zQuestionMeaning),
  }),
  books: z.array(zPlacedReceipt),
  hasMore: z.boolean(),
  quarantined: z.array(zQuarantinedReceipt),
  tills: z.array(zTillOfReceipt),
  /** Near by number, sum or time; only when there is nothing else to show. */
  nearest: z.array(zPlacedReceipt),
});
export type ReceiptWhere = z.infer<typeof zReceiptWhere>;
