import { zSaleV1 } from '@jowi/contracts/sync/sale-v1';
import type { Db, Row } from '@jowi/till/db/db';
import { bigOf, intOf, textOf } from '@jowi/till/db/rows';
import type { SaidLine } from '../record/said.ts';

/** `begun`: after a restart it is asked or marked as a copy, never done again as if for the first time. */
type Outside = 'untouched' | 'begun';

export interface SaleOnDisk {
  readonly receiptNumber: number;
  readonly totalTiyin: string;
  readonly tenderedTiyin: string;
  readonly lines: readonly SaidLine[];
  readonly cartId: string | null;
  readonly paper: Outside;
  readonly fiscal: Outside;
}

export interface TillBooks {
  readonly integrity: string;
  /** Where two of its tables do not agree with each other. */
  readonly faults: readonly string[];
  /** By receipt id. */
  readonly sales: ReadonlyMap<string, SaleOnDisk>;
  readonly shiftsOpened: ReadonlySet<number>;
  readonly shiftsClosed: ReadonlySet<number>;
  /** Asked anew each time. */
  readonly drawerOf: (shiftId: string) => bigint;
}

/** Reads a till's tables with SQL of its own: a mistake in the till's queries must not hide one in its data. */
export function readBooks(db: Db): TillBooks {
  const numbers = (sql: string) =>
    new Set(
      db
        .prepare(sql)
        .all()
        .map((row) => intOf(row, 'n')),
    );
  return {
    integrity: db
      .prepare('PRAGMA integrity_check')
      .all()
      .map((row) => textOf(row, 'integrity_check'))
      .join('; '),
    faults: CONTRADICTIONS.flatMap(([what, sql]) => {
      const found = db.prepare(sql).all().length;
      return found > 0 ? [`${what} (${found})`] : [];
    }),
    sales: new Map(db.prepare(SALES).all().map(saleOf)),
    shiftsOpened: numbers('SELECT shift_number AS n FROM shift'),
    shiftsClosed: numbers('SELECT shift_number AS n FROM shift JOIN shift_close USING (shift_id)'),
    drawerOf: (shiftId) =>
      bigOf(
        db
          .prepare('SELECT coalesce(sum(amount_tiyin), 0) AS t FROM cash_movement WHERE shift_id = ?')
          .get(shiftId) ?? {},
        't',
      ),
  };
}

const SALES = `
  SELECT r.receipt_id, r.receipt_number, r.total_tiyin, p.tendered_tiyin, j.payload,
    EXISTS (SELECT 1 FROM print_outbox o WHERE o.receipt_number = r.receipt_number AND o.kind = 'receipt'
      AND o.state <> 'new') AS paper,
    EXISTS (SELECT 1 FROM fiscal_outbox o WHERE o.receipt_number = r.receipt_number AND o.token IS NOT NULL) AS fiscal
  FROM receipt r
  LEFT JOIN payment p ON p.receipt_number = r.receipt_number AND p.payment_no = 1
  LEFT JOIN journal j ON j.epoch = r.epoch AND j.seq = r.seq`;

/** Each finds rows only where a transaction was torn apart. */
const CONTRADICTIONS: readonly (readonly [what: string, sql: string])[] = [
  ['a foreign key that leads nowhere', 'PRAGMA foreign_key_check'],
  [
    'a receipt without its payment',
    `SELECT 1 FROM receipt r WHERE r.total_tiyin <> coalesce(
      (SELECT sum(amount_tiyin) FROM payment p WHERE p.receipt_number = r.receipt_number), -1)`,
  ],
  [
    'a receipt without its lines',
    `SELECT 1 FROM receipt r WHERE (r.line_count, r.total_tiyin) IS NOT
      (SELECT count(*), sum(net_tiyin) FROM receipt_line l WHERE l.receipt_number = r.receipt_number)`,
  ],
  [
    'a receipt without its entry in the outbox',
    `SELECT 1 FROM receipt r WHERE NOT EXISTS
      (SELECT 1 FROM sync_outbox o WHERE o.epoch = r.epoch AND o.seq = r.seq)`,
  ],
  [
    'a journal entry without its place in the outbox',
    `SELECT 1 FROM journal j WHERE NOT EXISTS
      (SELECT 1 FROM sync_outbox o WHERE o.epoch = j.epoch AND o.seq = j.seq)`,
  ],
  [
    'a sale of the journal without its receipt',
    `SELECT 1 FROM journal j WHERE kind = 'SaleV1' AND NOT EXISTS
      (SELECT 1 FROM receipt r WHERE r.epoch = j.epoch AND r.seq = j.seq)`,
  ],
  [
    'a receipt nobody will print',
    `SELECT 1 FROM receipt r WHERE NOT EXISTS
      (SELECT 1 FROM print_outbox o WHERE o.receipt_number = r.receipt_number)`,
  ],
  [
    'a receipt nobody will register',
    `SELECT 1 FROM receipt r WHERE NOT EXISTS
      (SELECT 1 FROM fiscal_outbox o WHERE o.receipt_number = r.receipt_number)`,
  ],
  [
    'a drawer that disagrees with its receipts',
    `SELECT 1 FROM shift s WHERE s.float_tiyin + coalesce(
      (SELECT sum(total_tiyin) FROM receipt r WHERE r.shift_id = s.shift_id), 0) <>
      (SELECT sum(amount_tiyin) FROM cash_movement c WHERE c.shift_id = s.shift_id)`,
  ],
  [
    'receipt numbers with a gap',
    `SELECT 1 FROM (SELECT count(*) AS n, coalesce(max(receipt_number), 0) AS top FROM receipt)
      WHERE n <> top OR top <> coalesce((SELECT value FROM counter WHERE name = 'receipt'), 0)`,
  ],
  [
    'shift numbers with a gap',
    `SELECT 1 FROM (SELECT count(*) AS n, coalesce(max(shift_number), 0) AS top FROM shift)
      WHERE n <> top OR top <> coalesce((SELECT value FROM counter WHERE name = 'shift'), 0)`,
  ],
  [
    'two shifts open at once',
    `SELECT 1 FROM shift s WHERE NOT EXISTS
      (SELECT 1 FROM shift_close c WHERE c.shift_id = s.shift_id) LIMIT -1 OFFSET 1`,
  ],
];

function saleOf(row: Row): [receiptId: string, sale: SaleOnDisk] {
  const sale = zSaleV1.safeParse(JSON.parse(textOf(row, 'payload')));
  return [
    textOf(row, 'receipt_id'),
    {
      receiptNumber: intOf(row, 'receipt_number'),
      totalTiyin: String(bigOf(row, 'total_tiyin')),
      tenderedTiyin: String(bigOf(row, 'tendered_tiyin')),
      lines: sale.data?.lines.map(({ lineId, qtyMilli, netTiyin }) => [lineId, qtyMilli, netTiyin]) ?? [],
      cartId: sale.data?.cartId ?? null,
      paper: intOf(row, 'paper') === 1 ? 'begun' : 'untouched',
      fiscal: intOf(row, 'fiscal') === 1 ? 'begun' : 'untouched',
    },
  ];
}
