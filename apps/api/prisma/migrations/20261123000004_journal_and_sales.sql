-- migrate:up
-- The server's end of each terminal's chain; locked by every push, so one terminal pushes one at a time.
CREATE TABLE terminal_chain (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  terminal_id uuid NOT NULL,
  epoch integer NOT NULL CHECK (epoch > 0),
  -- what the entries of this epoch are signed with: a till paired anew may still have old ones to send
  public_key text NOT NULL,
  seq integer NOT NULL CHECK (seq >= 0),
  hash text NOT NULL,
  PRIMARY KEY (tenant_id, terminal_id, epoch),
  FOREIGN KEY (tenant_id, terminal_id) REFERENCES terminal (tenant_id, id)
);
ALTER TABLE terminal_chain ENABLE ROW LEVEL SECURITY;
ALTER TABLE terminal_chain FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON terminal_chain
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE (seq, hash) ON terminal_chain TO jowi_app;

-- Here and below, what a push writes refers to rows whose keys hold the tenant: a second reference to the tenant itself
-- would prove nothing and lock its row for every line of every sale, a quarter of the work.

-- What the tills sent, as received. payload is json, not jsonb: the bytes are kept.
CREATE TABLE journal_entry (
  tenant_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  epoch integer NOT NULL,
  seq integer NOT NULL CHECK (seq > 0),
  kind text NOT NULL,
  payload json NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  signature text NOT NULL,
  -- posted: its effects are in the books; quarantined: stored, chain goes on, a person decides
  outcome text NOT NULL CHECK (outcome IN ('posted', 'quarantined')),
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, terminal_id, epoch, seq),
  FOREIGN KEY (tenant_id, terminal_id, epoch) REFERENCES terminal_chain (tenant_id, terminal_id, epoch)
);
ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON journal_entry
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON journal_entry TO jowi_app;

-- Entries a person must look at. A fork stands only here (its seq is taken in journal_entry by another hash).
CREATE TABLE journal_quarantine (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  epoch integer NOT NULL,
  seq integer NOT NULL,
  kind text NOT NULL,
  entry json NOT NULL,
  hash text NOT NULL,
  reason text NOT NULL,
  params jsonb NOT NULL DEFAULT '{}',
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, terminal_id, epoch, seq, hash),
  FOREIGN KEY (tenant_id, terminal_id) REFERENCES terminal (tenant_id, id)
);
ALTER TABLE journal_quarantine ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_quarantine FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON journal_quarantine
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON journal_quarantine TO jowi_app;

CREATE TABLE shift (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  epoch integer NOT NULL,
  seq integer NOT NULL,
  shift_number integer NOT NULL,
  employee_id uuid NOT NULL,
  business_date date NOT NULL,
  opened_at_ms bigint NOT NULL,
  float_tiyin bigint NOT NULL CHECK (float_tiyin >= 0),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, terminal_id, epoch, seq) REFERENCES journal_entry (tenant_id, terminal_id, epoch, seq)
);
-- the highest number of a terminal, asked when a till is paired anew or starts another epoch
CREATE INDEX shift_by_terminal ON shift (tenant_id, terminal_id, shift_number);
ALTER TABLE shift ENABLE ROW LEVEL SECURITY;
ALTER TABLE shift FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON shift
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON shift TO jowi_app;

CREATE TABLE shift_close (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  shift_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  epoch integer NOT NULL,
  seq integer NOT NULL,
  employee_id uuid NOT NULL,
  closed_at_ms bigint NOT NULL,
  counted_tiyin bigint NOT NULL,
  expected_tiyin bigint NOT NULL,
  discrepancy_tiyin bigint NOT NULL,
  receipt_count integer NOT NULL,
  sales_tiyin bigint NOT NULL,
  vat_tiyin bigint NOT NULL,
  PRIMARY KEY (tenant_id, shift_id),
  FOREIGN KEY (tenant_id, shift_id) REFERENCES shift (tenant_id, id),
  FOREIGN KEY (tenant_id, terminal_id, epoch, seq) REFERENCES journal_entry (tenant_id, terminal_id, epoch, seq)
);
ALTER TABLE shift_close ENABLE ROW LEVEL SECURITY;
ALTER TABLE shift_close FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON shift_close
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON shift_close TO jowi_app;

-- A paid receipt: the till's own figures. Never updated.
CREATE TABLE receipt (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  epoch integer NOT NULL,
  seq integer NOT NULL,
  store_id uuid NOT NULL,
  warehouse_id uuid NOT NULL,
  shift_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  receipt_number integer NOT NULL,
  business_date date NOT NULL,
  occurred_at_ms bigint NOT NULL,
  calc_version integer NOT NULL,
  line_count integer NOT NULL,
  gross_tiyin bigint NOT NULL,
  discount_tiyin bigint NOT NULL,
  total_tiyin bigint NOT NULL,
  vat_tiyin bigint NOT NULL,
  -- FIFO cost when it was posted; later settlements are movements and postings of their own
  cost_tiyin bigint NOT NULL,
  -- error codes worth a look, e.g. sales/calc-mismatch
  flags text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, terminal_id, epoch, seq),
  FOREIGN KEY (tenant_id, terminal_id, epoch, seq) REFERENCES journal_entry (tenant_id, terminal_id, epoch, seq),
  FOREIGN KEY (tenant_id, store_id) REFERENCES store (tenant_id, id),
  FOREIGN KEY (tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id)
);
CREATE INDEX receipt_by_day ON receipt (tenant_id, business_date DESC, id DESC);
CREATE INDEX receipt_by_number ON receipt (tenant_id, receipt_number);
ALTER TABLE receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON receipt
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON receipt TO jowi_app;

CREATE TABLE receipt_line (
  tenant_id uuid NOT NULL,
  receipt_id uuid NOT NULL,
  line_no integer NOT NULL,
  line_id uuid NOT NULL,
  product_id uuid NOT NULL,
  business_date date NOT NULL,
  barcode text,
  name_ru text NOT NULL,
  name_uz text NOT NULL,
  qty_milli bigint NOT NULL,
  unit_price_tiyin bigint NOT NULL,
  gross_tiyin bigint NOT NULL,
  discount_tiyin bigint NOT NULL,
  net_tiyin bigint NOT NULL,
  vat_rate_bps integer,
  vat_tiyin bigint NOT NULL,
  cost_tiyin bigint NOT NULL,
  PRIMARY KEY (tenant_id, receipt_id, line_no),
  FOREIGN KEY (tenant_id, receipt_id) REFERENCES receipt (tenant_id, id),
  FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
);
CREATE INDEX receipt_line_by_product ON receipt_line (tenant_id, business_date, product_id);
ALTER TABLE receipt_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE receipt_line FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON receipt_line
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON receipt_line TO jowi_app;

CREATE TABLE receipt_payment (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  receipt_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('cash')),
  amount_tiyin bigint NOT NULL,
  tendered_tiyin bigint NOT NULL,
  change_tiyin bigint NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, receipt_id) REFERENCES receipt (tenant_id, id)
);
CREATE INDEX receipt_payment_receipt ON receipt_payment (tenant_id, receipt_id);
ALTER TABLE receipt_payment ENABLE ROW LEVEL SECURITY;
ALTER TABLE receipt_payment FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON receipt_payment
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON receipt_payment TO jowi_app;

CREATE TABLE fiscal_mark (
  tenant_id uuid NOT NULL,
  receipt_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  epoch integer NOT NULL,
  seq integer NOT NULL,
  fiscal_terminal_id text NOT NULL,
  fiscal_receipt_seq text NOT NULL,
  fiscal_date_time text NOT NULL,
  fiscal_sign text NOT NULL,
  qr_url text NOT NULL,
  PRIMARY KEY (tenant_id, receipt_id),
  FOREIGN KEY (tenant_id, receipt_id) REFERENCES receipt (tenant_id, id),
  FOREIGN KEY (tenant_id, terminal_id, epoch, seq) REFERENCES journal_entry (tenant_id, terminal_id, epoch, seq)
);
ALTER TABLE fiscal_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE fiscal_mark FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON fiscal_mark
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON fiscal_mark TO jowi_app;

-- migrate:down
DROP TABLE fiscal_mark, receipt_payment, receipt_line, receipt, shift_close, shift, journal_quarantine, journal_entry, terminal_chain;
