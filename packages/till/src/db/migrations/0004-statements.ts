import type { Migration } from '../migrate.ts';

/** What the server said of each shift, as it signed it. */
export const statements: Migration = {
  version: 4,
  sql: `
    -- The last one that could be believed. closed: it was asked after the Z. claim and statement are JSON, whole: the evidence.
    CREATE TABLE statement (
      shift_id TEXT PRIMARY KEY REFERENCES shift (shift_id),
      closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
      verdict TEXT NOT NULL CHECK (verdict IN ('ok', 'behind', 'differs')),
      claim TEXT NOT NULL, statement TEXT NOT NULL, received_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
