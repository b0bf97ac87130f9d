-- migrate:up
-- What the till last said of itself: the end of its own chain and how old its oldest unsent sale is. `unsent` is there already.
ALTER TABLE terminal
  ADD COLUMN journal_epoch integer CHECK (journal_epoch > 0),
  ADD COLUMN journal_seq integer CHECK (journal_seq >= 0),
  ADD COLUMN journal_hash text,
  ADD COLUMN oldest_unsent_at_ms bigint,
  ADD COLUMN told_at timestamptz,
  ADD CONSTRAINT terminal_told CHECK ((told_at IS NULL) = (journal_hash IS NULL));

-- What a till claims of a shift beside what is held of it: the last comparison of each.
CREATE TABLE reconciliation (
  tenant_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  shift_id uuid NOT NULL,
  -- claim: the till asked; closing: its closing entry speaks for it (a till that cannot ask yet)
  source text NOT NULL CHECK (source IN ('claim', 'closing')),
  claimed_closed boolean NOT NULL,
  claimed_count integer NOT NULL CHECK (claimed_count >= 0),
  claimed_total_tiyin bigint NOT NULL,
  claimed_vat_tiyin bigint NOT NULL,
  claimed_first_number integer,
  claimed_last_number integer,
  held_count integer NOT NULL CHECK (held_count >= 0),
  held_total_tiyin bigint NOT NULL,
  held_vat_tiyin bigint NOT NULL,
  held_first_number integer,
  held_last_number integer,
  -- [[from, to], ...]: numbers claimed and not held
  missing jsonb NOT NULL DEFAULT '[]',
  -- entries of the shift in quarantine, of forks too
  quarantined integer NOT NULL CHECK (quarantined >= 0),
  -- the end of the chain held at that moment
  head_epoch integer NOT NULL,
  head_seq integer NOT NULL,
  head_hash text NOT NULL,
  -- words of the statement's `disagreements`
  disagreements text[] NOT NULL,
  agrees boolean NOT NULL CHECK (agrees = (cardinality(disagreements) = 0)),
  -- the till once claimed what never came: a restored disk; stays, whatever is claimed of this shift later
  went_backwards boolean NOT NULL DEFAULT false,
  checked_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, terminal_id, shift_id),
  FOREIGN KEY (tenant_id, terminal_id) REFERENCES terminal (tenant_id, id),
  FOREIGN KEY (tenant_id, shift_id) REFERENCES shift (tenant_id, id)
);
CREATE INDEX reconciliation_by_time ON reconciliation (tenant_id, terminal_id, checked_at DESC);
ALTER TABLE reconciliation ENABLE ROW LEVEL SECURITY;
ALTER TABLE reconciliation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON reconciliation
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
CREATE POLICY store_limit ON reconciliation AS RESTRICTIVE
  USING ((SELECT app_stores()) IS NULL OR terminal_id = ANY ((SELECT app_terminals())::uuid[]))
  WITH CHECK ((SELECT app_stores()) IS NULL OR terminal_id = ANY ((SELECT app_terminals())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON reconciliation TO jowi_app;

-- What is held of a shift.
CREATE INDEX receipt_by_shift ON receipt (tenant_id, shift_id);

-- migrate:down
DROP INDEX receipt_by_shift;
DROP TABLE reconciliation;
ALTER TABLE terminal
  DROP CONSTRAINT terminal_told,
  DROP COLUMN journal_epoch, DROP COLUMN journal_seq, DROP COLUMN journal_hash,
  DROP COLUMN oldest_unsent_at_ms, DROP COLUMN told_at;
