-- migrate:up
-- What a sale or a fiscal mark in quarantine says of itself, as far as it can be read: somebody holds that receipt in her
-- hand and asks where it is. The entry itself is text that may hold anything, so nothing can be indexed in it.
ALTER TABLE journal_quarantine
  ADD COLUMN claimed_receipt_id uuid,
  ADD COLUMN claimed_receipt_number integer,
  ADD COLUMN claimed_total_tiyin bigint,
  ADD COLUMN claimed_occurred_at_ms bigint,
  ADD COLUMN claimed_fiscal_sign text;

CREATE FUNCTION pg_temp.claim(entry json, field text, pattern text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE value text := entry -> 'payload' ->> field;
BEGIN
  RETURN CASE WHEN value ~ pattern THEN value END;
EXCEPTION WHEN others THEN
  RETURN NULL;
END $$;
ALTER TABLE journal_quarantine NO FORCE ROW LEVEL SECURITY;
UPDATE journal_quarantine SET
  claimed_receipt_id = pg_temp.claim(entry, 'receiptId', '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')::uuid,
  claimed_receipt_number = pg_temp.claim(entry, 'receiptNumber', '^[1-9]\d{0,8}$')::integer,
  claimed_total_tiyin = pg_temp.claim(entry, 'totalTiyin', '^(0|[1-9]\d{0,17})$')::bigint,
  claimed_occurred_at_ms = pg_temp.claim(entry, 'occurredAtMs', '^(0|[1-9]\d{0,14})$')::bigint,
  claimed_fiscal_sign = pg_temp.claim(entry, 'fiscalSign', '^[A-Za-z0-9]{1,20}$')
WHERE kind IN ('SaleV1', 'FiscalisedV1');
ALTER TABLE journal_quarantine FORCE ROW LEVEL SECURITY;
DROP FUNCTION pg_temp.claim;

CREATE INDEX quarantine_by_receipt ON journal_quarantine (tenant_id, claimed_receipt_id) WHERE claimed_receipt_id IS NOT NULL;
CREATE INDEX quarantine_by_number ON journal_quarantine (tenant_id, claimed_receipt_number) WHERE claimed_receipt_number IS NOT NULL;
CREATE INDEX quarantine_by_total ON journal_quarantine (tenant_id, claimed_total_tiyin) WHERE claimed_total_tiyin IS NOT NULL;
CREATE INDEX quarantine_by_moment ON journal_quarantine (tenant_id, claimed_occurred_at_ms) WHERE claimed_total_tiyin IS NOT NULL;
CREATE INDEX quarantine_by_sign ON journal_quarantine (tenant_id, claimed_fiscal_sign) WHERE claimed_fiscal_sign IS NOT NULL;

-- Every sale pays for these: 3 and 4 microseconds. With the moment beside the total it would be 8 for the second.
CREATE INDEX receipt_by_moment ON receipt (tenant_id, occurred_at_ms);
CREATE INDEX receipt_by_total ON receipt (tenant_id, total_tiyin);
CREATE INDEX fiscal_mark_by_sign ON fiscal_mark (tenant_id, fiscal_sign);
CREATE INDEX fiscal_mark_by_number ON fiscal_mark (tenant_id, fiscal_receipt_seq);

-- migrate:down
DROP INDEX fiscal_mark_by_number, fiscal_mark_by_sign, receipt_by_total, receipt_by_moment, quarantine_by_sign,
  quarantine_by_moment, quarantine_by_total, quarantine_by_number, quarantine_by_receipt;
ALTER TABLE journal_quarantine DROP COLUMN claimed_fiscal_sign, DROP COLUMN claimed_occurred_at_ms,
  DROP COLUMN claimed_total_tiyin, DROP COLUMN claimed_receipt_number, DROP COLUMN claimed_receipt_id;
