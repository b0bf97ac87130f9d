-- migrate:up
-- Roles jowi_app and jowi_auth are made before the first migration (prisma/migrate.ts): they log in,
-- own nothing and cannot bypass row security.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO jowi_app;

-- The tenant of the transaction. SET LOCAL leaves '' behind when it ends, hence nullif: no context, no rows.
CREATE FUNCTION app_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.tenant_id', true), '')::uuid $$;

-- Rows that tills pull carry the id of the transaction that last wrote them: the change feed's cursor.
CREATE FUNCTION touch_xid() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN NEW.xid := pg_current_xact_id(); RETURN NEW; END $$;

-- One notification a statement and tenant; the API turns it into pokes.
CREATE FUNCTION notify_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN PERFORM pg_notify('change', coalesce(current_setting('app.tenant_id', true), '')); RETURN NULL; END $$;

CREATE TABLE tenant (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- STIR: 9 digits, PINFL: 14 digits
  tax_id text NOT NULL CHECK (tax_id ~ '^(\d{9}|\d{14})$'),
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON tenant
  USING (id = (SELECT app_tenant())) WITH CHECK (id = (SELECT app_tenant()));
GRANT SELECT ON tenant TO jowi_app;

CREATE TABLE store (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  address text NOT NULL,
  -- sent to the fiscal module with every receipt
  latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  receipt_language text NOT NULL DEFAULT 'ru' CHECK (receipt_language IN ('ru', 'uz')),
  -- {vatPer, vatRounding, lineRounding, cashRoundingTiyin}: which arithmetic the tills of this store use
  pricing_policy jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
ALTER TABLE store ENABLE ROW LEVEL SECURITY;
ALTER TABLE store FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON store
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE ON store TO jowi_app;

CREATE TABLE warehouse (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, store_id) REFERENCES store (tenant_id, id)
);
ALTER TABLE warehouse ENABLE ROW LEVEL SECURITY;
ALTER TABLE warehouse FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON warehouse
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE ON warehouse TO jowi_app;

CREATE TABLE employee (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  phone text CHECK (phone ~ '^\+998\d{9}$'),
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'cashier', 'stock-keeper', 'accountant')),
  -- scrypt of the till PIN; the till binds it to its own device secret before it keeps it
  pin_salt text,
  pin_hash text,
  active boolean NOT NULL DEFAULT true,
  -- the person in schema auth; null = works at the till only
  user_id text,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, phone),
  CHECK ((pin_salt IS NULL) = (pin_hash IS NULL))
);
CREATE INDEX employee_user ON employee (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX employee_feed ON employee (tenant_id, xid);
ALTER TABLE employee ENABLE ROW LEVEL SECURITY;
ALTER TABLE employee FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON employee
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
-- At sign-in the business is not known yet: a person may read her own memberships, nothing else.
CREATE POLICY own_membership ON employee FOR SELECT
  USING (user_id = (SELECT nullif(current_setting('app.user_id', true), '')));
GRANT SELECT, INSERT, UPDATE ON employee TO jowi_app;
CREATE TRIGGER employee_touch BEFORE UPDATE ON employee FOR EACH ROW EXECUTE FUNCTION touch_xid();
CREATE TRIGGER employee_notify AFTER INSERT OR UPDATE ON employee FOR EACH STATEMENT EXECUTE FUNCTION notify_change();

CREATE TABLE terminal (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  warehouse_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  state text NOT NULL DEFAULT 'unpaired' CHECK (state IN ('unpaired', 'active', 'revoked')),
  -- raw Ed25519 key, base64url; the private half never leaves the till
  public_key text,
  -- highest epoch given to this terminal; 0 = never paired
  epoch integer NOT NULL DEFAULT 0,
  last_seen_at timestamptz,
  -- entries the till itself says it has still to send
  unsent integer,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, store_id, name),
  CHECK (state <> 'active' OR public_key IS NOT NULL),
  FOREIGN KEY (tenant_id, store_id) REFERENCES store (tenant_id, id),
  FOREIGN KEY (tenant_id, warehouse_id) REFERENCES warehouse (tenant_id, id)
);
ALTER TABLE terminal ENABLE ROW LEVEL SECURITY;
ALTER TABLE terminal FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON terminal
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE ON terminal TO jowi_app;

CREATE TABLE pairing_code (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  -- sha256 of the code, hex; the code itself is shown once and kept nowhere
  code_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, terminal_id) REFERENCES terminal (tenant_id, id)
);
CREATE UNIQUE INDEX pairing_code_hash ON pairing_code (code_hash, tenant_id);
ALTER TABLE pairing_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE pairing_code FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON pairing_code
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
-- A till that pairs does not know its business yet: who presents the code may read that one row.
CREATE POLICY presented_code ON pairing_code FOR SELECT
  USING (code_hash = (SELECT nullif(current_setting('app.pairing_code_hash', true), '')));
GRANT SELECT, INSERT, UPDATE ON pairing_code TO jowi_app;

-- Numbers of documents made in the back office, gapless per business.
CREATE TABLE document_counter (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  kind text NOT NULL,
  last_number integer NOT NULL,
  PRIMARY KEY (tenant_id, kind)
);
ALTER TABLE document_counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_counter FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON document_counter
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE ON document_counter TO jowi_app;

-- migrate:down
DROP TABLE document_counter, pairing_code, terminal, employee, warehouse, store, tenant;
DROP FUNCTION notify_change, touch_xid, app_tenant;
