import { z } from 'zod';
import { pageOf, zBusinessDate, zId, zName, zPageQuery, zQtyMilli, zTiyin } from '../scalar.ts';
import { zTerminal } from './terminals.ts';

/** One end of a journal. `epoch` 0 is the office's own chain: what people decided. */
const zEnd = z.object({ epoch: z.number().int(), seq: z.number().int(), hash: z.string() });

const zFigures = z.object({ receiptCount: z.number().int(), totalTiyin: zTiyin, vatTiyin: zTiyin });

/** A shift as the till counts it and as the books hold it. */
export const zShiftProof = z.object({
  shiftId: zId,
  shiftNumber: z.number().int(),
  businessDate: zBusinessDate,
  openedAtMs: z.number(),
  closed: z.boolean(),
  /** What the till last said it sold; null: it never said. */
  claimed: zFigures.nullable(),
  claimedAtMs: z.number().nullable(),
  held: zFigures,
  /** By the number on the paper; null = nothing sold. */
  firstReceiptNumber: z.number().int().nullable(),
  lastReceiptNumber: z.number().int().nullable(),
  /** Numbers between the first and the last that are not in the books, as ranges; at most 50. */
  missing: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** agrees: everything the till claims is in the books; more: so it is, and receipts of a copy of it besides. */
  state: z.enum(['agrees', 'more', 'differs', 'unknown']),
});
export type ShiftProof = z.infer<typeof zShiftProof>;

/** GET /v1/terminals/:id/journal: both sides of one till's journal. */
export const zTerminalJournal = z.object({
  terminal: zTerminal,
  /** When the oldest sale the till still holds was made; null = none, or it did not say. */
  oldestUnsentAtMs: z.number().nullable(),
  /** Where the till's journal ended when it last spoke; null: it never said. */
  told: zEnd.extend({ atMs: z.number() }).nullable(),
  held: zEnd,
  /** same: both end alike; behind: the rest is on its way; differs: the same place, another entry. */
  heads: z.enum(['same', 'behind', 'differs', 'unknown']),
  /** Newest first, the office's own last. */
  chains: z.array(
    zEnd.extend({ posted: z.number().int(), quarantined: z.number().int(), forked: z.number().int() }),
  ),
  /** Newest first, at most 30. */
  shifts: z.array(zShiftProof),
  quarantine: z.object({ open: z.number().int(), decided: z.number().int() }),
  serverTimeMs: z.number(),
});
export type TerminalJournal = z.infer<typeof zTerminalJournal>;

/**
 * accept: into the books as it is. re-attach: with another shift, employee or product. reissue: its number is taken, so
 * under one of the office's own; the number on the paper is kept. set-aside: not into the books.
 */
export const REPAIR_ACTIONS = ['accept', 're-attach', 'reissue', 'set-aside'] as const;
export const zRepairAction = z.enum(REPAIR_ACTIONS);
export type RepairAction = z.infer<typeof zRepairAction>;

export const zDecision = z.object({
  action: zRepairAction,
  reason: z.string(),
  /** The entry cannot be proved to be the till's: an owner answers for it. */
  onPaper: z.boolean(),
  employeeName: z.string(),
  decidedAtMs: z.number(),
  receiptId: zId.nullable(),
  receiptNumber: z.number().int().nullable(),
});
export type Decision = z.infer<typeof zDecision>;

const zHeldEntry = z.object({
  id: zId,
  terminalId: zId,
  epoch: z.number().int(),
  seq: z.number().int(),
  kind: z.string(),
  /** An error code, and what fills the blanks of its text. */
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  hash: z.string(),
  receivedAtMs: z.number(),
  decision: zDecision.nullable(),
});

/** GET /v1/terminals/:id/quarantine: entries that are not in the books, the newest first. */
export const zQuarantineQuery = zPageQuery.extend({ state: z.enum(['open', 'decided']).default('open') });
export type QuarantineQuery = z.infer<typeof zQuarantineQuery>;
export const zQuarantineItem = zHeldEntry.extend({
  /** What can be read of a sale; null for other kinds, for one that cannot be read, and without `receipts/read`. */
  sale: z
    .object({
      receiptNumber: z.number().int(),
      totalTiyin: zTiyin,
      occurredAtMs: z.number(),
      cashierName: z.string().nullable(),
    })
    .nullable(),
});
export type QuarantineItem = z.infer<typeof zQuarantineItem>;
export const zQuarantinePage = pageOf(zQuarantineItem);

const zCandidate = z.object({ id: zId, name: zName });

/** GET /v1/quarantine/:id: one such entry, and what may be done about it. */
export const zQuarantineEntry = zHeldEntry.extend({
  terminalName: z.string(),
  storeName: z.string(),
  /** Its hash and signature hold: the till wrote it, and it is as the till wrote it. */
  sound: z.boolean(),
  sale: z
    .object({
      receiptNumber: z.number().int(),
      occurredAtMs: z.number(),
      businessDate: zBusinessDate,
      shiftId: zId,
      /** null: no such shift in the books. */
      shiftNumber: z.number().int().nullable(),
      employeeId: zId,
      cashierName: z.string().nullable(),
      totalTiyin: zTiyin,
      vatTiyin: zTiyin,
      paidTiyin: zTiyin,
      changeTiyin: zTiyin,
      lines: z.array(
        z.object({
          lineId: zId,
          productId: zId,
          /** false: the business has no such product. */
          known: z.boolean(),
          name: zName,
          barcode: z.string().nullable(),
          qtyMilli: zQtyMilli,
          unitPriceTiyin: zTiyin,
          netTiyin: zTiyin,
        }),
      ),
    })
    .nullable(),
  /** What it says, as it came, where it is not a sale. */
  payloadText: z.string().nullable(),
  /** Every action, and the error code that says why it does not fit; null = it does. Empty once decided. */
  options: z.array(z.object({ action: zRepairAction, refusal: z.string().nullable() })),
  /** It cannot be proved to be the till's: only an owner who has the paper may accept it. */
  needsPaper: z.boolean(),
  shifts: z.array(
    z.object({ id: zId, shiftNumber: z.number().int(), businessDate: zBusinessDate, openedAtMs: z.number() }),
  ),
  employees: z.array(z.object({ id: zId, name: z.string() })),
  /** For each unknown product, what it may have become: by its barcode, then by its name. */
  products: z.array(z.object({ productId: zId, candidates: z.array(zCandidate) })),
  /** Entries that follow this one into the books by themselves: its fiscal mark, its Z report. */
  followers: z.number().int(),
});
export type QuarantineEntry = z.infer<typeof zQuarantineEntry>;

/** POST /v1/quarantine/:id/decision. */
export const zDecisionInput = z.object({
  action: zRepairAction,
  reason: z.string().trim().min(3).max(300),
  hasPaper: z.boolean().default(false),
  /** With re-attach and reissue: what the sale is given to. */
  shiftId: zId.optional(),
  employeeId: zId.optional(),
  products: z
    .array(z.object({ productId: zId, replacementId: zId }))
    .max(100)
    .default([]),
});
export type DecisionInput = z.infer<typeof zDecisionInput>;
/** `already`: somebody decided before; nothing was changed now, and this is what was decided then. */
export const zDecisionAnswer = z.object({ already: z.boolean(), decision: zDecision });
export type DecisionAnswer = z.infer<typeof zDecisionAnswer>;

/** POST /v1/quarantine/:id/preview takes the same and changes nothing: what the books would say. */
export const zDecisionPreview = z.object({
  receipt: z
    .object({
      receiptNumber: z.number().int(),
      originalReceiptNumber: z.number().int().nullable(),
      businessDate: zBusinessDate,
      shiftNumber: z.number().int().nullable(),
      cashierName: z.string().nullable(),
      totalTiyin: zTiyin,
      vatTiyin: zTiyin,
      /** null without `margin/read`. */
      costTiyin: zTiyin.nullable(),
      /** Worth a look, as error codes. */
      flags: z.array(z.string()),
    })
    .nullable(),
  /** What of each product is left after it. */
  stock: z.array(
    z.object({
      productId: zId,
      name: zName,
      qtyMilli: zQtyMilli,
      beforeMilli: zQtyMilli,
      afterMilli: zQtyMilli,
    }),
  ),
  followers: z.number().int(),
});
export type DecisionPreview = z.infer<typeof zDecisionPreview>;
