import {
  QUESTION_MEANINGS,
  type QuestionMeaning,
  type ReceiptWhere,
  type ReceiptWhereQuery,
} from '@jowi/contracts/http/receipt-where';
import { type ReceiptQuestion, readReceiptQuestion } from '@jowi/i18n/receipt-question';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { readDate } from '../../platform/http/read-date.ts';
import { judgeTill } from './judge-till.ts';
import { type ReceiptSearchBy, ReceiptWhereRepository } from './receipt-where.repository.ts';
import { TillsOfReceiptRepository } from './tills-of-receipt.repository.ts';

const MAX_RECEIPTS = 20;
const MAX_TILLS = 20;
/** People remember a time roughly, and a till's clock is its own. */
const AROUND_MS = 10 * 60_000;

/** Where a receipt is, or may be: in the books, in quarantine, still at its till, or missing. */
@Injectable()
export class WhereIsReceiptUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly clock: Clock,
    private readonly receipts: ReceiptWhereRepository,
    private readonly tills: TillsOfReceiptRepository,
  ) {}

  async execute(tenantId: string, query: ReceiptWhereQuery): Promise<ReceiptWhere> {
    const nowMs = this.clock.nowMs();
    const day = query.day === undefined ? null : readDate(query.day, 'day');
    const question = readReceiptQuestion(query.question, nowMs, day);
    const meanings = meaningsOf(question);
    const understood = {
      readings: [...question.readings],
      span: question.span,
      meanings: query.as === undefined ? meanings : meanings.filter((it) => it === query.as),
    };
    if (understood.meanings.length === 0)
      return { understood, books: [], hasMore: false, quarantined: [], tills: [], nearest: [] };
    const by = searchBy(question, understood.meanings, { terminalId: query.terminalId ?? null, nowMs });
    return this.db.withTenant(tenantId, async (tx) => {
      const [found, quarantined, tills] = await Promise.all([
        this.receipts.list(tx, tenantId, by, MAX_RECEIPTS + 1),
        this.receipts.listQuarantined(tx, tenantId, by, MAX_RECEIPTS),
        this.tills.list(tx, tenantId, by),
      ]);
      const isNowhere = found.length === 0 && quarantined.length === 0;
      return {
        understood,
        books: found.slice(0, MAX_RECEIPTS),
        hasMore: found.length > MAX_RECEIPTS,
        quarantined,
        tills: tills.flatMap((till) => judgeTill(till, by) ?? []).slice(0, MAX_TILLS),
        nearest: isNowhere ? await this.receipts.listNearest(tx, tenantId, by) : [],
      };
    });
  }
}

function meaningsOf({ readings, span }: ReceiptQuestion): QuestionMeaning[] {
  const meant = new Set<QuestionMeaning>(readings.map((it) => it.as));
  if (span && readings.length === 0) meant.add('time');
  return QUESTION_MEANINGS.filter((it) => meant.has(it));
}

function searchBy(
  { readings, span }: ReceiptQuestion,
  meanings: readonly QuestionMeaning[],
  rest: { terminalId: string | null; nowMs: number },
): ReceiptSearchBy {
  const find = <M extends QuestionMeaning>(as: M) =>
    meanings.includes(as)
      ? readings.find((it): it is Extract<(typeof readings)[number], { as: M }> => it.as === as)
      : undefined;
  const around = span?.precision === 'day' ? 0 : AROUND_MS;
  return {
    id: find('id')?.id ?? null,
    fiscal: find('fiscal') ?? null,
    fiscalNumber: find('fiscal-number')?.text ?? null,
    receiptNumber: find('number')?.receiptNumber ?? null,
    totalTiyin: find('sum')?.totalTiyin ?? null,
    isAnyOfTime: meanings.includes('time'),
    window: span && { fromMs: span.fromMs - around, toMs: span.toMs + around },
    nearMs: span?.fromMs ?? rest.nowMs,
    terminalId: rest.terminalId,
  };
}
