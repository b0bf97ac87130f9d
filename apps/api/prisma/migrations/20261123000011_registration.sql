-- migrate:up
-- A registration on its way: begun with a phone, proved with a code, done when the business is there. It belongs to no
-- business yet; who holds its signed cookie may touch that one row, for a day.
CREATE SCHEMA registration;
GRANT USAGE ON SCHEMA registration TO jowi_app;

CREATE TABLE registration.attempt (
  id uuid PRIMARY KEY,
  phone text NOT NULL CHECK (phone ~ '^\+998\d{9}$'),
  -- of the code that was asked for last
  code_request_id uuid NOT NULL,
  code_expires_at_ms bigint NOT NULL,
  resend_at_ms bigint NOT NULL,
  proved_at_ms bigint,
  -- what was typed into the form so far, as typed; never the password
  draft jsonb NOT NULL DEFAULT '{}' CHECK (length(draft::text) <= 8000),
  -- the business it became: a second one it never becomes
  tenant_id uuid,
  created_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL,
  CHECK (tenant_id IS NULL OR proved_at_ms IS NOT NULL)
);
CREATE INDEX attempt_by_age ON registration.attempt (expires_at_ms);
ALTER TABLE registration.attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE registration.attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY own_attempt ON registration.attempt
  USING (id = (SELECT nullif(current_setting('app.registration_id', true), '')::uuid))
  WITH CHECK (id = (SELECT nullif(current_setting('app.registration_id', true), '')::uuid));
-- Names and addresses of people who never came back are not kept: anybody's next registration sweeps them out unseen.
CREATE POLICY forgotten ON registration.attempt FOR DELETE
  USING (expires_at_ms < (extract(epoch FROM now()) * 1000)::bigint);
GRANT SELECT, INSERT, UPDATE, DELETE ON registration.attempt TO jowi_app;

-- A new business is made by the server, inside the transaction of that business.
GRANT INSERT ON tenant TO jowi_app;

-- Goods and deliveries for practice. The mark stays when they are wiped: what they leave behind is not shown any more.
CREATE TABLE demo_item (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  kind text NOT NULL CHECK (kind IN ('product', 'delivery')),
  id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  -- archived and out of stock (product), reversed (delivery)
  wiped_at timestamptz,
  PRIMARY KEY (tenant_id, kind, id)
);
ALTER TABLE demo_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE demo_item FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON demo_item
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE (wiped_at), DELETE ON demo_item TO jowi_app;

-- A delivery undone, a document a warehouse: what is left of its goods leaves the stock again. The delivery itself stays, as every fact.
CREATE TABLE delivery_reversal (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  warehouse_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  -- of the goods that were left
  cost_tiyin bigint NOT NULL,
  posted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, delivery_id, warehouse_id),
  FOREIGN KEY (tenant_id, delivery_id) REFERENCES delivery (tenant_id, id),
  FOREIGN KEY (tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employee (tenant_id, id)
);
ALTER TABLE delivery_reversal ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery_reversal FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON delivery_reversal
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
CREATE POLICY store_limit ON delivery_reversal AS RESTRICTIVE
  USING ((SELECT app_stores()) IS NULL OR warehouse_id = ANY ((SELECT app_warehouses())::uuid[]))
  WITH CHECK ((SELECT app_stores()) IS NULL OR warehouse_id = ANY ((SELECT app_warehouses())::uuid[]));
GRANT SELECT, INSERT ON delivery_reversal TO jowi_app;

ALTER TABLE stock_movement DROP CONSTRAINT stock_movement_kind_check,
  ADD CHECK (kind IN ('delivery', 'sale', 'settlement', 'reversal'));
ALTER TABLE posting DROP CONSTRAINT posting_document_kind_check,
  ADD CHECK (document_kind IN ('sale', 'delivery', 'settlement', 'delivery-reversal'));

-- Who put the set-up guide away.
CREATE TABLE guide_choice (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  employee_id uuid NOT NULL,
  hidden boolean NOT NULL,
  PRIMARY KEY (tenant_id, employee_id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employee (tenant_id, id)
);
ALTER TABLE guide_choice ENABLE ROW LEVEL SECURITY;
ALTER TABLE guide_choice FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON guide_choice
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE ON guide_choice TO jowi_app;

-- migrate:down
DROP TABLE guide_choice;
ALTER TABLE posting DROP CONSTRAINT posting_document_kind_check,
  ADD CHECK (document_kind IN ('sale', 'delivery', 'settlement'));
ALTER TABLE stock_movement DROP CONSTRAINT stock_movement_kind_check,
  ADD CHECK (kind IN ('delivery', 'sale', 'settlement'));
DROP TABLE delivery_reversal, demo_item;
REVOKE INSERT ON tenant FROM jowi_app;
DROP SCHEMA registration CASCADE;
