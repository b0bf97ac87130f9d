-- migrate:up
-- Somebody let a colleague go beyond her limit, by PIN at a till: the till's fact, never updated.
CREATE TABLE approval (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  epoch integer NOT NULL,
  seq integer NOT NULL,
  store_id uuid NOT NULL,
  -- the sale it was for, before it had a receipt; it may never have come to one
  cart_id uuid NOT NULL,
  operation text NOT NULL,
  -- a line of that sale, or the product of a sale below zero; null = the whole receipt
  subject_id uuid,
  -- what asked and allowed_alone are counted in: bps, tiyin, milli
  unit text NOT NULL,
  asked bigint NOT NULL CHECK (asked >= 0),
  allowed_alone bigint NOT NULL CHECK (allowed_alone >= 0),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
  employee_id uuid NOT NULL,
  approver_id uuid NOT NULL CHECK (approver_id <> employee_id),
  occurred_at_ms bigint NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, terminal_id, epoch, seq),
  FOREIGN KEY (tenant_id, terminal_id, epoch, seq) REFERENCES journal_entry (tenant_id, terminal_id, epoch, seq),
  FOREIGN KEY (tenant_id, store_id) REFERENCES store (tenant_id, id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employee (tenant_id, id),
  FOREIGN KEY (tenant_id, approver_id) REFERENCES employee (tenant_id, id)
);
CREATE INDEX approval_by_time ON approval (tenant_id, occurred_at_ms DESC, id DESC);
ALTER TABLE approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE approval FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON approval
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
CREATE POLICY store_limit ON approval AS RESTRICTIVE
  USING ((SELECT app_stores()) IS NULL OR store_id = ANY ((SELECT app_stores())::uuid[]))
  WITH CHECK ((SELECT app_stores()) IS NULL OR store_id = ANY ((SELECT app_stores())::uuid[]));
GRANT SELECT, INSERT ON approval TO jowi_app;

-- Which receipt used an approval up: one, and once.
CREATE TABLE receipt_approval (
  tenant_id uuid NOT NULL,
  approval_id uuid NOT NULL,
  receipt_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, approval_id),
  FOREIGN KEY (tenant_id, approval_id) REFERENCES approval (tenant_id, id),
  FOREIGN KEY (tenant_id, receipt_id) REFERENCES receipt (tenant_id, id)
);
CREATE INDEX receipt_approval_receipt ON receipt_approval (tenant_id, receipt_id);
ALTER TABLE receipt_approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE receipt_approval FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON receipt_approval
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
CREATE POLICY store_limit ON receipt_approval AS RESTRICTIVE
  USING ((SELECT app_stores()) IS NULL OR EXISTS (SELECT FROM receipt r WHERE r.tenant_id = receipt_approval.tenant_id AND r.id = receipt_id))
  WITH CHECK ((SELECT app_stores()) IS NULL);
GRANT SELECT, INSERT ON receipt_approval TO jowi_app;

-- migrate:down
DROP TABLE receipt_approval, approval;
