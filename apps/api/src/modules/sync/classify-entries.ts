import type { WireProblem } from '@jowi/contracts/errors';
import type { ApprovalV1 } from '@jowi/contracts/sync/approval-v1';
import type { FiscalisedV1 } from '@jowi/contracts/sync/fiscal-v1';
import { JOURNAL_PAYLOADS, type JournalEntry, type JournalKind } from '@jowi/contracts/sync/journal';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import type { ShiftClosedV1, ShiftOpenedV1 } from '@jowi/contracts/sync/shift-v1';
import type { JournaledApproval } from '../approvals/approvals.port.ts';
import type { JournaledMark, JournaledSale } from '../sales/sales.port.ts';
import type { JournaledClosing, JournaledOpening } from '../shifts/shifts.port.ts';

/** What a batch says, by kind, each in journal order. */
export type BatchFacts = {
  sales: JournaledSale[];
  marks: JournaledMark[];
  openings: JournaledOpening[];
  closings: JournaledClosing[];
  approvals: JournaledApproval[];
};

/** Parses the payloads. An unknown kind or a payload that does not fit is a problem of its own seq only. */
export function classifyEntries(
  entries: readonly JournalEntry[],
  problems: Map<number, WireProblem>,
): BatchFacts {
  const facts: BatchFacts = { sales: [], marks: [], openings: [], closings: [], approvals: [] };
  for (const { epoch, seq, kind, payload } of entries) {
    if (!isKnown(kind)) {
      problems.set(seq, { code: 'sync/payload-invalid', params: { kind, field: 'kind' } });
      continue;
    }
    const parsed = JOURNAL_PAYLOADS[kind].safeParse(payload);
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.join('.') ?? '';
      problems.set(seq, { code: 'sync/payload-invalid', params: { kind, field } });
    } else if (kind === 'SaleV1') {
      facts.sales.push({ epoch, seq, sale: parsed.data as SaleV1 });
    } else if (kind === 'FiscalisedV1') {
      facts.marks.push({ epoch, seq, mark: parsed.data as FiscalisedV1 });
    } else if (kind === 'ApprovalV1') {
      facts.approvals.push({ epoch, seq, approval: parsed.data as ApprovalV1 });
    } else if (kind === 'ShiftOpenedV1') {
      facts.openings.push({ epoch, seq, opened: parsed.data as ShiftOpenedV1 });
    } else {
      facts.closings.push({ epoch, seq, closed: parsed.data as ShiftClosedV1 });
    }
  }
  return facts;
}

/** Those of the facts whose seq is wanted. */
export function factsOf(facts: BatchFacts, isWanted: (seq: number) => boolean): BatchFacts {
  const chosen = ({ seq }: { seq: number }) => isWanted(seq);
  return {
    sales: facts.sales.filter(chosen),
    marks: facts.marks.filter(chosen),
    openings: facts.openings.filter(chosen),
    closings: facts.closings.filter(chosen),
    approvals: facts.approvals.filter(chosen),
  };
}

function isKnown(kind: string): kind is JournalKind {
  return Object.hasOwn(JOURNAL_PAYLOADS, kind);
}
