-- migrate:up
-- The stores the person of this transaction is limited to; null = not limited (owners, tills, the server itself).
-- SET LOCAL leaves '' behind when it ends, hence nullif.
CREATE FUNCTION app_stores() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.store_ids', true), '')::uuid[] $$;

-- What may be done in the business, as sets of permissions (packages/contracts/src/permissions.ts).
CREATE TABLE role (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  -- a role of one's own keeps the kind of the one it was made from: tills that know no other go by it
  kind text NOT NULL CHECK (kind IN ('owner', 'manager', 'cashier', 'stock-keeper', 'accountant')),
  -- null: one of the five every business starts with, named by the program in the reader's language
  name text CHECK (length(name) BETWEEN 1 AND 60),
  permissions text[] NOT NULL,
  -- {discountBps, priceOverrideBps, refundTiyin, cashOutTiyin}
  limits jsonb NOT NULL,
  -- whoever has it must sign in with a second factor
  second_factor boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX role_built_in ON role (tenant_id, kind) WHERE name IS NULL;
CREATE UNIQUE INDEX role_name ON role (tenant_id, lower(name)) WHERE name IS NOT NULL;
ALTER TABLE role ENABLE ROW LEVEL SECURITY;
ALTER TABLE role FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON role
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON role TO jowi_app;

ALTER TABLE employee
  ADD COLUMN role_id uuid,
  -- false: those of employee_store only
  ADD COLUMN all_stores boolean NOT NULL DEFAULT true,
  -- of the circle with her initials
  ADD COLUMN color integer NOT NULL DEFAULT 1 CHECK (color BETWEEN 1 AND 8),
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD FOREIGN KEY (tenant_id, role_id) REFERENCES role (tenant_id, id);

-- Businesses from before get the roles as they are given to a new one today. Row security binds the owner of the tables
-- too, so it is lifted for the while of this transaction.
ALTER TABLE tenant NO FORCE ROW LEVEL SECURITY;
ALTER TABLE employee NO FORCE ROW LEVEL SECURITY;
ALTER TABLE role NO FORCE ROW LEVEL SECURITY;
INSERT INTO role (tenant_id, id, kind, permissions, limits)
SELECT t.id, gen_random_uuid(), r.kind, string_to_array(r.permissions, ' '), r.limits::jsonb
FROM tenant t CROSS JOIN (VALUES
  ('owner', 'dashboard/read products/read products/edit stock/read deliveries/read deliveries/post receipts/read margin/read terminals/read terminals/manage staff/read staff/manage roles/manage settings/read settings/manage audit/read personal-data/manage till/sell till/discount till/price-override till/refund till/cash till/sell-below-zero till/shift till/approve',
    '{"discountBps":10000,"priceOverrideBps":10000,"refundTiyin":null,"cashOutTiyin":null}'),
  ('manager', 'dashboard/read products/read products/edit stock/read deliveries/read deliveries/post receipts/read margin/read terminals/read terminals/manage staff/read staff/manage settings/read settings/manage audit/read till/sell till/discount till/price-override till/refund till/cash till/sell-below-zero till/shift till/approve',
    '{"discountBps":3000,"priceOverrideBps":3000,"refundTiyin":"500000000","cashOutTiyin":"1000000000"}'),
  ('cashier', 'till/sell till/discount till/refund till/cash till/sell-below-zero till/shift',
    '{"discountBps":1000,"priceOverrideBps":0,"refundTiyin":"20000000","cashOutTiyin":"20000000"}'),
  ('stock-keeper', 'products/read stock/read deliveries/read deliveries/post',
    '{"discountBps":0,"priceOverrideBps":0,"refundTiyin":"0","cashOutTiyin":"0"}'),
  ('accountant', 'dashboard/read products/read stock/read deliveries/read receipts/read margin/read terminals/read settings/read audit/read',
    '{"discountBps":0,"priceOverrideBps":0,"refundTiyin":"0","cashOutTiyin":"0"}')
) AS r (kind, permissions, limits);
UPDATE employee e SET role_id = r.id FROM role r WHERE r.tenant_id = e.tenant_id AND r.kind = e.role;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
ALTER TABLE employee FORCE ROW LEVEL SECURITY;
ALTER TABLE role FORCE ROW LEVEL SECURITY;

ALTER TABLE employee DROP COLUMN role, ALTER COLUMN role_id SET NOT NULL, ALTER COLUMN all_stores DROP DEFAULT;
CREATE INDEX employee_role ON employee (tenant_id, role_id);

-- Tills learn of a changed role by the feed of those who have it.
CREATE FUNCTION role_touches_employees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE employee SET role_id = NEW.id WHERE tenant_id = NEW.tenant_id AND role_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER role_feed AFTER UPDATE ON role FOR EACH ROW EXECUTE FUNCTION role_touches_employees();

-- Where somebody without all_stores works. Rows stay when she is taken away (active = false): the tills there must learn
-- it. Whoever changes one also raises employee.version, so that the feed carries the change.
CREATE TABLE employee_store (
  tenant_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  store_id uuid NOT NULL,
  active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (tenant_id, employee_id, store_id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employee (tenant_id, id),
  FOREIGN KEY (tenant_id, store_id) REFERENCES store (tenant_id, id)
);
ALTER TABLE employee_store ENABLE ROW LEVEL SECURITY;
ALTER TABLE employee_store FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON employee_store
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE ON employee_store TO jowi_app;

-- A link by which an employee opens her account. The token is in the link and nowhere else.
CREATE TABLE invitation (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  employee_id uuid NOT NULL,
  -- sha256 of the token, hex
  token_hash text NOT NULL,
  language text NOT NULL CHECK (language IN ('ru', 'uz')),
  invited_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employee (tenant_id, id)
);
CREATE UNIQUE INDEX invitation_token ON invitation (token_hash, tenant_id);
-- one open invitation a person: a new one takes the place of the old
CREATE UNIQUE INDEX invitation_open ON invitation (tenant_id, employee_id)
  WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON invitation
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
-- Whoever opens the link is not known to work anywhere yet: she may read that one row.
CREATE POLICY presented_token ON invitation FOR SELECT
  USING (token_hash = (SELECT nullif(current_setting('app.invitation_hash', true), '')));
GRANT SELECT, INSERT, UPDATE ON invitation TO jowi_app;

-- One who is limited to some stores sees and writes nothing of the others, whatever the query. The ids are looked up
-- once a statement; whoever is not limited costs a comparison with null.
CREATE FUNCTION app_warehouses() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT array(SELECT id FROM warehouse WHERE tenant_id = app_tenant() AND store_id = ANY (app_stores())) $$;
CREATE FUNCTION app_terminals() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT array(SELECT id FROM terminal WHERE tenant_id = app_tenant() AND store_id = ANY (app_stores())) $$;

DO $$
DECLARE
  place record;
  condition text;
BEGIN
  FOR place IN SELECT * FROM (VALUES
    ('store', 'id', 'app_stores'), ('warehouse', 'store_id', 'app_stores'), ('terminal', 'store_id', 'app_stores'),
    ('receipt', 'store_id', 'app_stores'), ('delivery', 'warehouse_id', 'app_warehouses'),
    ('stock_lot', 'warehouse_id', 'app_warehouses'), ('stock_movement', 'warehouse_id', 'app_warehouses'),
    ('stock_balance', 'warehouse_id', 'app_warehouses'), ('pairing_code', 'terminal_id', 'app_terminals'),
    ('terminal_chain', 'terminal_id', 'app_terminals'), ('journal_entry', 'terminal_id', 'app_terminals'),
    ('journal_quarantine', 'terminal_id', 'app_terminals'), ('shift', 'terminal_id', 'app_terminals'),
    ('shift_close', 'terminal_id', 'app_terminals'), ('fiscal_mark', 'terminal_id', 'app_terminals')
  ) AS t (name, key, ids) LOOP
    condition := format('((SELECT app_stores()) IS NULL OR %I = ANY ((SELECT %I())::uuid[]))', place.key, place.ids);
    EXECUTE format('CREATE POLICY store_limit ON %I AS RESTRICTIVE USING %s WITH CHECK %s',
      place.name, condition, condition);
  END LOOP;
END $$;

-- Lines know their store by their document only.
CREATE POLICY store_limit ON receipt_line AS RESTRICTIVE
  USING ((SELECT app_stores()) IS NULL OR EXISTS (SELECT FROM receipt r WHERE r.tenant_id = receipt_line.tenant_id AND r.id = receipt_id))
  WITH CHECK ((SELECT app_stores()) IS NULL);
CREATE POLICY store_limit ON receipt_payment AS RESTRICTIVE
  USING ((SELECT app_stores()) IS NULL OR EXISTS (SELECT FROM receipt r WHERE r.tenant_id = receipt_payment.tenant_id AND r.id = receipt_id))
  WITH CHECK ((SELECT app_stores()) IS NULL);
CREATE POLICY store_limit ON delivery_line AS RESTRICTIVE
  USING ((SELECT app_stores()) IS NULL OR EXISTS (SELECT FROM delivery d WHERE d.tenant_id = delivery_line.tenant_id AND d.id = delivery_id))
  WITH CHECK ((SELECT app_stores()) IS NULL OR EXISTS (SELECT FROM delivery d WHERE d.tenant_id = delivery_line.tenant_id AND d.id = delivery_id));

-- migrate:down
DO $$
DECLARE place record;
BEGIN
  FOR place IN SELECT tablename FROM pg_policies WHERE policyname = 'store_limit' AND schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY store_limit ON %I', place.tablename);
  END LOOP;
END $$;
DROP FUNCTION app_terminals, app_warehouses;
DROP TABLE invitation, employee_store;
DROP TRIGGER role_feed ON role;
DROP FUNCTION role_touches_employees;
ALTER TABLE employee ADD COLUMN role text;
ALTER TABLE employee NO FORCE ROW LEVEL SECURITY;
ALTER TABLE role NO FORCE ROW LEVEL SECURITY;
UPDATE employee e SET role = r.kind FROM role r WHERE r.tenant_id = e.tenant_id AND r.id = e.role_id;
ALTER TABLE employee FORCE ROW LEVEL SECURITY;
ALTER TABLE employee ALTER COLUMN role SET NOT NULL, DROP COLUMN role_id, DROP COLUMN all_stores,
  DROP COLUMN color, DROP COLUMN version,
  ADD CHECK (role IN ('owner', 'manager', 'cashier', 'stock-keeper', 'accountant'));
DROP TABLE role;
DROP FUNCTION app_stores;
