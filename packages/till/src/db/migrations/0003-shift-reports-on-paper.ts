import type { Migration } from '../migrate.ts';

/** The queue of papers learns the Z: a paper is of a receipt or of a shift. SQLite loosens no column in place. */
export const shiftReportsOnPaper: Migration = {
  version: 3,
  sql: `
    CREATE TABLE print_outbox_next (
      job_id INTEGER PRIMARY KEY, receipt_number INTEGER REFERENCES receipt (receipt_number),
      shift_id TEXT REFERENCES shift (shift_id),
      kind TEXT NOT NULL CHECK (kind IN ('receipt', 'fiscal-slip', 'copy', 'shift-report')),
      state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'printing', 'done')),
      with_mark INTEGER NOT NULL DEFAULT 0, problem TEXT,
      CHECK ((kind = 'shift-report') = (shift_id IS NOT NULL)),
      CHECK ((shift_id IS NULL) <> (receipt_number IS NULL))
    ) STRICT;
    INSERT INTO print_outbox_next (job_id, receipt_number, kind, state, with_mark, problem)
      SELECT job_id, receipt_number, kind, state, with_mark, problem FROM print_outbox;
    DROP TABLE print_outbox;
    ALTER TABLE print_outbox_next RENAME TO print_outbox;
    CREATE INDEX print_outbox_open ON print_outbox (job_id) WHERE state <> 'done';
    CREATE INDEX print_outbox_of_receipt ON print_outbox (receipt_number);
    CREATE INDEX print_outbox_of_shift ON print_outbox (shift_id) WHERE shift_id IS NOT NULL;
  `,
};
