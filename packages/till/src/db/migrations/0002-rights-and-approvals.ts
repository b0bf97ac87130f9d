import type { Migration } from '../migrate.ts';

/**
 * What people may do, and what was allowed beyond it. The people here were fed by a program that kept none of it, and the
 * feed does not repeat itself: the first load begins again, products stay on sale meanwhile.
 */
export const rightsAndApprovals: Migration = {
  version: 2,
  sql: `
    -- JSON as the feed said it; null = a server that says no more than the role.
    ALTER TABLE employee ADD COLUMN permissions TEXT;
    ALTER TABLE employee ADD COLUMN limits TEXT;
    ALTER TABLE employee ADD COLUMN role_name TEXT;
    ALTER TABLE employee ADD COLUMN color INTEGER NOT NULL DEFAULT 1;

    DELETE FROM meta WHERE key = 'cursor';
    UPDATE meta SET value = json_set(value, '$.afterId', null, '$.have', 0, '$.complete', json('false'))
      WHERE key = 'snapshot';

    -- Names the sale being made before it has a receipt; null = nothing is being sold.
    ALTER TABLE cart ADD COLUMN cart_id TEXT;
    -- What the journal's ApprovalV1 still allows: gone with the cart it was given for.
    CREATE TABLE cart_approval (
      approval_id TEXT PRIMARY KEY, cart_id TEXT NOT NULL, operation TEXT NOT NULL, subject_id TEXT, approver_id TEXT NOT NULL,
      asked INTEGER NOT NULL, terms TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Units this program has no word for; such goods are sold by the piece until it has.
    CREATE INDEX product_unit_unknown ON product (sku)
      WHERE unit NOT IN ('piece', 'kg', 'litre', 'metre') AND archived = 0;

    -- forget_left_ms: how much running time until failures that nobody answers for are forgotten.
    ALTER TABLE pin_attempt ADD COLUMN forget_left_ms INTEGER NOT NULL DEFAULT 0;
  `,
};
