-- migrate:up
CREATE TABLE delivery (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  number integer NOT NULL,
  warehouse_id uuid NOT NULL,
  supplier_name text NOT NULL,
  document_number text NOT NULL,
  document_date date NOT NULL,
  employee_id uuid NOT NULL,
  cost_tiyin bigint NOT NULL CHECK (cost_tiyin >= 0),
  line_count integer NOT NULL,
  posted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, number),
  FOREIGN KEY (tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employee (tenant_id, id)
);
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON delivery
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON delivery TO jowi_app;

CREATE TABLE delivery_line (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  delivery_id uuid NOT NULL,
  line_no integer NOT NULL,
  product_id uuid NOT NULL,
  qty_milli bigint NOT NULL CHECK (qty_milli > 0),
  cost_tiyin bigint NOT NULL CHECK (cost_tiyin >= 0),
  PRIMARY KEY (tenant_id, delivery_id, line_no),
  FOREIGN KEY (tenant_id, delivery_id) REFERENCES delivery (tenant_id, id),
  FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
);
ALTER TABLE delivery_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery_line FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON delivery_line
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON delivery_line TO jowi_app;

-- FIFO layers. kind 'lot': goods received; kind 'deficit': goods sold before they were received, remaining < 0.
-- position orders the layers of one product in one warehouse. Remaining = sum of the layer's movements.
CREATE TABLE stock_lot (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  warehouse_id uuid NOT NULL,
  product_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('lot', 'deficit')),
  position bigint GENERATED ALWAYS AS IDENTITY,
  document_kind text NOT NULL CHECK (document_kind IN ('delivery', 'sale')),
  document_id uuid NOT NULL,
  document_number text NOT NULL,
  remaining_qty_milli bigint NOT NULL,
  remaining_cost_tiyin bigint NOT NULL,
  -- For the index below: its condition on the remainder itself would make every sale a new entry in all indexes here.
  is_open boolean NOT NULL GENERATED ALWAYS AS (remaining_qty_milli <> 0) STORED,
  PRIMARY KEY (tenant_id, id),
  CHECK ((kind = 'lot' AND remaining_qty_milli >= 0 AND remaining_cost_tiyin >= 0)
      OR (kind = 'deficit' AND remaining_qty_milli <= 0 AND remaining_cost_tiyin <= 0)),
  -- an empty layer keeps no cost
  CHECK (remaining_qty_milli <> 0 OR remaining_cost_tiyin = 0),
  FOREIGN KEY (tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id),
  FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
) WITH (fillfactor = 80);
CREATE INDEX stock_lot_open ON stock_lot (tenant_id, warehouse_id, product_id, position) WHERE is_open;
CREATE INDEX stock_lot_last ON stock_lot (tenant_id, warehouse_id, product_id, position DESC) WHERE kind = 'lot';
ALTER TABLE stock_lot ENABLE ROW LEVEL SECURITY;
ALTER TABLE stock_lot FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_lot
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE (remaining_qty_milli, remaining_cost_tiyin) ON stock_lot TO jowi_app;

-- Every change of every layer, for ever. Sum over a layer = its remaining; sum over a product = its balance.
-- It refers to a lot whose key holds the tenant: a second reference to the tenant would prove nothing and lock its row
-- for every line of every sale.
CREATE TABLE stock_movement (
  tenant_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  warehouse_id uuid NOT NULL,
  product_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  -- settlement: goods received now cover a deficit sold earlier
  kind text NOT NULL CHECK (kind IN ('delivery', 'sale', 'settlement')),
  document_id uuid NOT NULL,
  line_no integer NOT NULL,
  qty_milli bigint NOT NULL,
  cost_tiyin bigint NOT NULL,
  posted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, lot_id) REFERENCES stock_lot (tenant_id, id)
);
CREATE INDEX stock_movement_document ON stock_movement (tenant_id, document_id, line_no);
-- the movement that brought a lot in: what a unit of it cost, asked whenever goods are sold below zero
CREATE INDEX stock_movement_receipt ON stock_movement (tenant_id, lot_id) WHERE kind = 'delivery';
CREATE INDEX stock_movement_product ON stock_movement (tenant_id, warehouse_id, product_id, id);
ALTER TABLE stock_movement ENABLE ROW LEVEL SECURITY;
ALTER TABLE stock_movement FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_movement
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON stock_movement TO jowi_app;

-- What stands on the shelf now; rebuildable from stock_movement.
CREATE TABLE stock_balance (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  warehouse_id uuid NOT NULL,
  product_id uuid NOT NULL,
  qty_milli bigint NOT NULL,
  cost_tiyin bigint NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (tenant_id, warehouse_id, product_id),
  FOREIGN KEY (tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id),
  FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
);
CREATE INDEX stock_balance_feed ON stock_balance (tenant_id, warehouse_id, xid, product_id);
ALTER TABLE stock_balance ENABLE ROW LEVEL SECURITY;
ALTER TABLE stock_balance FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_balance
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE (qty_milli, cost_tiyin) ON stock_balance TO jowi_app;
CREATE TRIGGER stock_balance_touch BEFORE UPDATE ON stock_balance FOR EACH ROW EXECUTE FUNCTION touch_xid();
-- No notification here: PostgreSQL lets transactions that notify commit one at a time only, each waiting for the disk
-- alone. Sales are told of after their commit (poke.hub.ts), deliveries with their own statement.

-- Double entry. All postings of one document are inserted by one statement, which must balance.
CREATE TABLE posting (
  -- of the document's tenant; row security checks it
  tenant_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  document_kind text NOT NULL CHECK (document_kind IN ('sale', 'delivery', 'settlement')),
  document_id uuid NOT NULL,
  business_date date NOT NULL,
  account text NOT NULL,
  debit_tiyin bigint NOT NULL CHECK (debit_tiyin >= 0),
  credit_tiyin bigint NOT NULL CHECK (credit_tiyin >= 0),
  PRIMARY KEY (tenant_id, id),
  -- a document posts an account once
  UNIQUE (tenant_id, document_kind, document_id, account),
  CHECK (debit_tiyin = 0 OR credit_tiyin = 0)
);
CREATE INDEX posting_account ON posting (tenant_id, account, business_date);
ALTER TABLE posting ENABLE ROW LEVEL SECURITY;
ALTER TABLE posting FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON posting
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON posting TO jowi_app;

CREATE FUNCTION posting_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE unbalanced uuid;
BEGIN
  SELECT document_id INTO unbalanced FROM inserted
    GROUP BY tenant_id, document_kind, document_id HAVING sum(debit_tiyin) <> sum(credit_tiyin) LIMIT 1;
  IF unbalanced IS NOT NULL THEN
    RAISE EXCEPTION 'postings of document % do not balance', unbalanced USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER posting_balance AFTER INSERT ON posting
  REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION posting_must_balance();

-- migrate:down
DROP TABLE posting, stock_balance, stock_movement, stock_lot, delivery_line, delivery;
DROP FUNCTION posting_must_balance;
