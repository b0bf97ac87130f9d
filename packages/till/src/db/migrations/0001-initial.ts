import type { Migration } from '../migrate.ts';

/**
 * Facts (journal, receipts, shifts, cash) are only ever added to; triggers hold us to it. Outboxes, stock estimates, the
 * catalogue and the cart are state and change.
 */
export const initial: Migration = {
  version: 1,
  sql: `
    -- Small things that stand alone: settings, cursor, clock offset, heads. Values are JSON.
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    -- Last number given out, per kind; taken in the transaction that uses it, never given back.
    CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE journal (
      epoch INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL,
      prev_hash TEXT NOT NULL, hash TEXT NOT NULL, signature TEXT NOT NULL,
      PRIMARY KEY (epoch, seq)
    ) STRICT;

    -- What became of each entry on its way to the server. Rows stay: this is the evidence.
    CREATE TABLE sync_outbox (
      epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
      status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'accepted', 'quarantined')),
      problem TEXT,
      PRIMARY KEY (epoch, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sync_outbox_new ON sync_outbox (epoch, seq) WHERE status = 'new';

    CREATE TABLE employee (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL,
      pin_salt TEXT, pin_verifier TEXT
    ) STRICT, WITHOUT ROWID;

    -- lock_left_ms: how much running time the lock still has; no wall clock in it.
    CREATE TABLE pin_attempt (
      employee_id TEXT PRIMARY KEY, failures INTEGER NOT NULL, locks INTEGER NOT NULL, lock_left_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE product (
      row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, sku TEXT NOT NULL,
      name_ru TEXT NOT NULL, name_uz TEXT NOT NULL, price_tiyin INTEGER NOT NULL, vat_rate_bps INTEGER,
      unit TEXT NOT NULL, ikpu TEXT, package_code TEXT, archived INTEGER NOT NULL,
      stock_milli INTEGER, generation INTEGER NOT NULL, words TEXT NOT NULL, codes TEXT NOT NULL
    ) STRICT;
    -- product.codes holds the same codes in their order, divided by spaces; this table finds them.
    CREATE TABLE barcode (
      code TEXT NOT NULL, product_row INTEGER NOT NULL, PRIMARY KEY (code, product_row)
    ) STRICT, WITHOUT ROWID;
    -- The folded words of product.words. No positions: only prefixes are asked for.
    CREATE VIRTUAL TABLE product_search USING fts5(
      words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2'
    );

    CREATE TABLE shift (
      shift_id TEXT PRIMARY KEY, shift_number INTEGER NOT NULL UNIQUE, employee_id TEXT NOT NULL,
      business_date TEXT NOT NULL, opened_at_ms INTEGER NOT NULL, float_tiyin INTEGER NOT NULL CHECK (float_tiyin >= 0)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE shift_close (
      shift_id TEXT PRIMARY KEY REFERENCES shift (shift_id), employee_id TEXT NOT NULL, closed_at_ms INTEGER NOT NULL,
      counted_tiyin INTEGER NOT NULL CHECK (counted_tiyin >= 0), expected_tiyin INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE receipt (
      receipt_number INTEGER PRIMARY KEY, receipt_id TEXT NOT NULL UNIQUE,
      shift_id TEXT NOT NULL REFERENCES shift (shift_id), epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
      occurred_at_ms INTEGER NOT NULL, line_count INTEGER NOT NULL,
      discount_tiyin INTEGER NOT NULL, total_tiyin INTEGER NOT NULL, vat_tiyin INTEGER NOT NULL,
      UNIQUE (epoch, seq), FOREIGN KEY (epoch, seq) REFERENCES journal (epoch, seq)
    ) STRICT;
    CREATE INDEX receipt_of_shift ON receipt (shift_id);
    CREATE TABLE receipt_line (
      receipt_number INTEGER NOT NULL REFERENCES receipt (receipt_number), line_no INTEGER NOT NULL,
      product_id TEXT NOT NULL, qty_milli INTEGER NOT NULL, net_tiyin INTEGER NOT NULL,
      PRIMARY KEY (receipt_number, line_no)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE payment (
      receipt_number INTEGER NOT NULL REFERENCES receipt (receipt_number), payment_no INTEGER NOT NULL,
      kind TEXT NOT NULL, amount_tiyin INTEGER NOT NULL, tendered_tiyin INTEGER NOT NULL, change_tiyin INTEGER NOT NULL,
      CHECK (amount_tiyin = tendered_tiyin - change_tiyin),
      PRIMARY KEY (receipt_number, payment_no)
    ) STRICT, WITHOUT ROWID;

    -- Every movement of the drawer; its sum over a shift is what must lie in it.
    CREATE TABLE cash_movement (
      movement_id INTEGER PRIMARY KEY, shift_id TEXT NOT NULL REFERENCES shift (shift_id),
      kind TEXT NOT NULL CHECK (kind IN ('float', 'sale')), amount_tiyin INTEGER NOT NULL, receipt_number INTEGER
    ) STRICT;
    CREATE INDEX cash_movement_of_shift ON cash_movement (shift_id);

    -- new -> sending (token on disk) -> done | refused; 'unknown' = a person must compare with the module.
    CREATE TABLE fiscal_outbox (
      receipt_number INTEGER PRIMARY KEY REFERENCES receipt (receipt_number),
      state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'sending', 'done', 'refused', 'unknown')),
      token TEXT, mark TEXT, problem TEXT
    ) STRICT;
    CREATE INDEX fiscal_outbox_open ON fiscal_outbox (receipt_number) WHERE state IN ('new', 'sending');
    CREATE INDEX fiscal_outbox_trouble ON fiscal_outbox (receipt_number) WHERE state IN ('refused', 'unknown');

    -- with_mark: whether the paper carried the fiscal mark; if not, a slip follows.
    CREATE TABLE print_outbox (
      job_id INTEGER PRIMARY KEY, receipt_number INTEGER NOT NULL REFERENCES receipt (receipt_number),
      kind TEXT NOT NULL CHECK (kind IN ('receipt', 'fiscal-slip', 'copy')),
      state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'printing', 'done')),
      with_mark INTEGER NOT NULL DEFAULT 0, problem TEXT
    ) STRICT;
    CREATE INDEX print_outbox_open ON print_outbox (job_id) WHERE state <> 'done';
    CREATE INDEX print_outbox_of_receipt ON print_outbox (receipt_number);

    -- The sale being made: what was read at the moment of the scan, so that its price cannot change underneath.
    CREATE TABLE cart (id INTEGER PRIMARY KEY CHECK (id = 1), receipt_discount TEXT) STRICT;
    CREATE TABLE cart_line (
      position INTEGER PRIMARY KEY, line_id TEXT NOT NULL UNIQUE, line TEXT NOT NULL
    ) STRICT;
    INSERT INTO cart VALUES (1, NULL);

    CREATE TABLE notice (code TEXT PRIMARY KEY, problem TEXT NOT NULL) STRICT, WITHOUT ROWID;

    ${appendOnly('journal')}
    ${appendOnly('shift')}
    ${appendOnly('shift_close')}
    ${appendOnly('receipt')}
    ${appendOnly('receipt_line')}
    ${appendOnly('payment')}
    ${appendOnly('cash_movement')}
  `,
};

function appendOnly(table: string): string {
  return ['UPDATE', 'DELETE']
    .map(
      (verb) => `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
        BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`,
    )
    .join('\n');
}
