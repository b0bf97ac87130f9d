import {
  type ReconcileRequest,
  type StatementV1,
  zReconcileRequest,
  zStatementV1,
} from '@jowi/contracts/sync/reconcile-v1';
import type { StatementVerdict } from '@jowi/sync/statement';
import type { Db, Row } from '../db/db.ts';
import { intOf, jsonOf, textOf } from '../db/rows.ts';
import { TillError } from '../result.ts';
import type { StatementView } from '../views.ts';

/** Only what is true of the server is kept. */
export type KeptVerdict = Extract<StatementVerdict, 'ok' | 'behind' | 'differs'>;

export type StoredStatement = {
  claim: ReconcileRequest;
  statement: StatementV1;
  verdict: KeptVerdict;
  receivedAtMs: number;
};

const HEAD_SHORT = 4;

/** What the server last said of each shift. */
export class StatementStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  find(shiftId: string): StoredStatement | null {
    const row = this.#db.prepare('SELECT * FROM statement WHERE shift_id = ?').get(shiftId);
    return row ? storedOf(row) : null;
  }

  /** For screens; null = it has said nothing of this shift yet. */
  findView(shiftId: string): StatementView | null {
    const stored = this.find(shiftId);
    return stored && statementView(stored);
  }

  /** For the Z: only what was said after it; null = nothing yet. */
  findOfZ(shiftId: string): StatementView | null {
    const stored = this.find(shiftId);
    return stored?.claim.shift?.closed ? statementView(stored) : null;
  }

  save(shiftId: string, { claim, statement, verdict, receivedAtMs }: StoredStatement): void {
    this.#db
      .prepare(
        `INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (shift_id) DO UPDATE SET closed = excluded.closed,
           verdict = excluded.verdict, claim = excluded.claim, statement = excluded.statement,
           received_at_ms = excluded.received_at_ms`,
      )
      .run(
        shiftId,
        claim.shift?.closed ? 1 : 0,
        verdict,
        JSON.stringify(claim),
        JSON.stringify(statement),
        receivedAtMs,
      );
  }
}

export function statementView({ statement, verdict }: StoredStatement): StatementView {
  return {
    receiptsHeld: statement.receiptsHeld,
    receiptsClaimed: statement.receiptsClaimed,
    headShort: statement.head.hash.slice(0, HEAD_SHORT),
    atMs: statement.atMs,
    agrees: verdict === 'ok',
  };
}

function storedOf(row: Row): StoredStatement {
  const claim = zReconcileRequest.safeParse(jsonOf(row, 'claim'));
  const statement = zStatementV1.safeParse(jsonOf(row, 'statement'));
  if (!claim.success || !statement.success) throw new TillError('till/disk-error', { table: 'statement' });
  return {
    claim: claim.data,
    statement: statement.data,
    verdict: textOf(row, 'verdict') as KeptVerdict,
    receivedAtMs: intOf(row, 'received_at_ms'),
  };
}
