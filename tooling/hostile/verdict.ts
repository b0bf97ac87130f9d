import type { ShopTill } from './shop-till.ts';
import type { Stage } from './stage.ts';

/** What became of the sales of one terminal. */
export interface Verdict {
  readonly sold: number;
  readonly posted: number;
  readonly setAside: number;
  readonly faults: readonly string[];
}

type Posted = { id: string; total: string; number: number };

/**
 * Every sale that was acknowledged at these tills of one terminal is in the books once with its sum, or in quarantine where
 * copies met; nothing else is; numbers are unique; the postings balance; the server's end of the chain is the till's.
 */
export async function judge(stage: Stage, tills: readonly ShopTill[]): Promise<Verdict> {
  const { terminalId } = tills[0]!;
  const faults: string[] = [];
  const fault = (isThere: boolean, words: string) => {
    if (isThere) faults.push(words);
  };
  const posted = await stage.rows<Posted>(
    'SELECT id, total_tiyin::text AS total, receipt_number AS number FROM receipt WHERE terminal_id = $1',
    [terminalId],
  );
  const quarantine = await stage.rows<{ reason: string; id: string | null; seq: number }>(
    `SELECT reason, seq, entry -> 'payload' ->> 'receiptId' AS id FROM journal_quarantine WHERE terminal_id = $1 AND kind = 'SaleV1'`,
    [terminalId],
  );
  const inBooks = new Map(posted.map((it) => [it.id, it]));
  const setAside = new Set(quarantine.map(({ id }) => id));
  const sold = tills.flatMap((till) => till.sold);
  for (const { receiptId, totalTiyin } of sold) {
    const found = inBooks.get(receiptId);
    fault(!found && !setAside.has(receiptId), `sale ${receiptId} is lost`);
    fault(found !== undefined && found.total !== totalTiyin, `sale ${receiptId} has another sum`);
  }
  const known = new Set(sold.map(({ receiptId }) => receiptId));
  fault(
    posted.some(({ id }) => !known.has(id)),
    'a sale nobody made is in the books',
  );
  fault(inBooks.size !== posted.length, 'a sale is in the books twice');
  fault(
    new Set(posted.map(({ number }) => number)).size !== posted.length,
    'a receipt number stands on two sales',
  );
  fault(tills.length === 1 && quarantine.length > 0, `quarantine: ${quarantine[0]?.reason}`);
  const [postings] = await stage.rows<{ rest: string | null }>(
    `SELECT sum(debit_tiyin - credit_tiyin)::text AS rest FROM posting
     WHERE document_id IN (SELECT id FROM receipt WHERE terminal_id = $1)`,
    [terminalId],
  );
  fault(![null, '0'].includes(postings?.rest ?? null), `postings are off by ${postings?.rest}`);
  for (const till of tills) await judgeChain(stage, till, fault);
  return { sold: sold.length, posted: posted.length, setAside: setAside.size, faults };
}

async function judgeChain(
  stage: Stage,
  till: ShopTill,
  fault: (isThere: boolean, words: string) => void,
): Promise<void> {
  const { head } = await till.state();
  const [chain] = await stage.rows<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM terminal_chain WHERE terminal_id = $1 AND epoch = $2',
    [till.terminalId, head.epoch],
  );
  fault(
    chain?.hash !== head.hash,
    `the server's end of epoch ${head.epoch} is ${chain?.seq}, the till's ${head.seq}`,
  );
}
