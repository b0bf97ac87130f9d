-- migrate:up
-- Epoch 0 of a terminal is the office's own chain: what people decided about entries that could not be posted. Its
-- entries are signed by the server; tills count their epochs from 1.
ALTER TABLE terminal_chain DROP CONSTRAINT terminal_chain_epoch_check, ADD CONSTRAINT terminal_chain_epoch_check CHECK (epoch >= 0);

-- What became of an entry in quarantine. The entry itself stays as it came. Never changed: one decision, once.
CREATE TABLE quarantine_decision (
  tenant_id uuid NOT NULL,
  quarantine_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  -- the decision as an entry of the office's chain
  epoch integer NOT NULL CHECK (epoch = 0),
  seq integer NOT NULL,
  action text NOT NULL CHECK (action IN ('accept', 're-attach', 'reissue', 'set-aside')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
  -- true: nobody can prove that the till wrote it; an owner holds the paper and answers for it
  on_paper boolean NOT NULL,
  employee_id uuid NOT NULL,
  receipt_id uuid,
  -- the entry whose decision it came along with: a fiscal mark follows its sale
  follows_id uuid,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, quarantine_id),
  UNIQUE (tenant_id, terminal_id, epoch, seq),
  FOREIGN KEY (tenant_id, quarantine_id) REFERENCES journal_quarantine (tenant_id, id),
  FOREIGN KEY (tenant_id, terminal_id, epoch, seq) REFERENCES journal_entry (tenant_id, terminal_id, epoch, seq),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employee (tenant_id, id),
  FOREIGN KEY (tenant_id, receipt_id) REFERENCES receipt (tenant_id, id),
  FOREIGN KEY (tenant_id, follows_id) REFERENCES journal_quarantine (tenant_id, id)
);
ALTER TABLE quarantine_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantine_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON quarantine_decision
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
CREATE POLICY store_limit ON quarantine_decision AS RESTRICTIVE
  USING ((SELECT app_stores()) IS NULL OR terminal_id = ANY ((SELECT app_terminals())::uuid[]))
  WITH CHECK ((SELECT app_stores()) IS NULL OR terminal_id = ANY ((SELECT app_terminals())::uuid[]));
GRANT SELECT, INSERT ON quarantine_decision TO jowi_app;

-- The newest first, page by page.
CREATE INDEX journal_quarantine_by_time ON journal_quarantine (tenant_id, terminal_id, received_at DESC, id DESC);

-- A sale whose number was taken is posted under one of the office's: this is the number on the customer's paper.
ALTER TABLE receipt ADD COLUMN original_receipt_number bigint;
CREATE INDEX receipt_by_original_number ON receipt (tenant_id, original_receipt_number) WHERE original_receipt_number IS NOT NULL;

-- Owners and managers decide. A role of one's own was chosen permission by permission, and is given it by hand.
ALTER TABLE role NO FORCE ROW LEVEL SECURITY;
ALTER TABLE employee NO FORCE ROW LEVEL SECURITY;
UPDATE role SET permissions = permissions || ARRAY['journal/repair'], version = version + 1
WHERE kind IN ('owner', 'manager') AND name IS NULL AND NOT 'journal/repair' = ANY (permissions);
ALTER TABLE role FORCE ROW LEVEL SECURITY;
ALTER TABLE employee FORCE ROW LEVEL SECURITY;

-- migrate:down
ALTER TABLE role NO FORCE ROW LEVEL SECURITY;
ALTER TABLE employee NO FORCE ROW LEVEL SECURITY;
UPDATE role SET permissions = array_remove(permissions, 'journal/repair');
ALTER TABLE role FORCE ROW LEVEL SECURITY;
ALTER TABLE employee FORCE ROW LEVEL SECURITY;
DROP INDEX receipt_by_original_number, journal_quarantine_by_time;
ALTER TABLE receipt DROP COLUMN original_receipt_number;
DROP TABLE quarantine_decision;
ALTER TABLE terminal_chain DROP CONSTRAINT terminal_chain_epoch_check, ADD CONSTRAINT terminal_chain_epoch_check CHECK (epoch > 0) NOT VALID;
