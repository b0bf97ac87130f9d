-- migrate:up
ALTER TABLE tenant
  -- as in the papers; null: the name is enough
  ADD COLUMN legal_name text CHECK (length(legal_name) BETWEEN 1 AND 200),
  ADD COLUMN kind text NOT NULL DEFAULT 'other',
  -- false: nothing is sold with VAT, whatever its product says
  ADD COLUMN vat_payer boolean NOT NULL DEFAULT true,
  -- rates a product may have beside "without VAT", and what a new one starts with (null: without)
  ADD COLUMN vat_rates_bps integer[] NOT NULL DEFAULT '{1200,0}',
  ADD COLUMN default_vat_rate_bps integer DEFAULT 1200,
  -- of the screens; the first is what a new till or person starts with
  ADD COLUMN languages text[] NOT NULL DEFAULT '{uz,ru}' CHECK (languages <@ '{ru,uz}' AND cardinality(languages) > 0),
  ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false,
  ADD COLUMN settings_version integer NOT NULL DEFAULT 1,
  ADD CHECK (default_vat_rate_bps IS NULL OR default_vat_rate_bps = ANY (vat_rates_bps)),
  ADD CHECK (vat_payer OR default_vat_rate_bps IS NULL);
GRANT UPDATE (name, legal_name, tax_id, kind, vat_payer, vat_rates_bps, default_vat_rate_bps, languages,
  second_factor_required, settings_version) ON tenant TO jowi_app;

ALTER TABLE store
  ADD COLUMN phone text CHECK (phone ~ '^\+998\d{9}$'),
  -- header and footer are printed in this one, too
  ADD COLUMN receipt_second_language text CHECK (receipt_second_language IN ('ru', 'uz')),
  ADD COLUMN paper_mm integer NOT NULL DEFAULT 80 CHECK (paper_mm IN (58, 80)),
  -- {ru: [lines], uz: [lines]}
  ADD COLUMN receipt_header jsonb NOT NULL DEFAULT '{"ru":[],"uz":[]}',
  ADD COLUMN receipt_footer jsonb NOT NULL DEFAULT '{"ru":[],"uz":[]}',
  ADD COLUMN negative_stock text NOT NULL DEFAULT 'warn' CHECK (negative_stock IN ('allow', 'warn', 'pin', 'block')),
  -- {discountBps, priceOverrideBps, refundTiyin, cashOutTiyin}, each null: as the role says; null: all of them
  ADD COLUMN limits jsonb,
  ADD COLUMN settings_version integer NOT NULL DEFAULT 1,
  ADD COLUMN closed_at timestamptz,
  ADD CHECK (receipt_second_language <> receipt_language);

-- What the settings were, one row a version: of the business (store_id null) or of a store. Never changed afterwards.
CREATE TABLE settings_version (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  store_id uuid,
  version integer NOT NULL,
  event text NOT NULL CHECK (event IN ('create', 'change', 'return', 'close', 'reopen')),
  -- the settings as they were from then on (packages/contracts/src/http/settings.ts)
  settings jsonb NOT NULL,
  -- the version a return went back to
  returned_to integer,
  changed_at timestamptz NOT NULL,
  -- null: from before there was a history
  employee_id uuid,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, store_id) REFERENCES store (tenant_id, id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employee (tenant_id, id),
  CHECK ((event = 'return') = (returned_to IS NOT NULL))
);
CREATE UNIQUE INDEX settings_version_number ON settings_version (tenant_id, store_id, version) NULLS NOT DISTINCT;
ALTER TABLE settings_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE settings_version FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON settings_version
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
CREATE POLICY store_limit ON settings_version AS RESTRICTIVE
  USING ((SELECT app_stores()) IS NULL OR store_id = ANY ((SELECT app_stores())::uuid[]))
  WITH CHECK ((SELECT app_stores()) IS NULL OR store_id = ANY ((SELECT app_stores())::uuid[]));
GRANT SELECT, INSERT ON settings_version TO jowi_app;

-- Tills hear of changed settings at once.
CREATE TRIGGER tenant_notify AFTER UPDATE ON tenant FOR EACH STATEMENT EXECUTE FUNCTION notify_change();
CREATE TRIGGER store_notify AFTER UPDATE ON store FOR EACH STATEMENT EXECUTE FUNCTION notify_change();

-- And every server, of a terminal that is not what it was: it forgets the key it knew, and a revoked one that only
-- listens is told to go.
CREATE FUNCTION notify_terminal() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN PERFORM pg_notify('terminal', NEW.tenant_id || '/' || NEW.id); RETURN NULL; END $$;
CREATE TRIGGER terminal_notify AFTER UPDATE OF name, store_id, warehouse_id, state, public_key ON terminal
  FOR EACH ROW EXECUTE FUNCTION notify_terminal();

-- Assertions that were used for something that must not be repeated, until they would have expired anyway.
CREATE TABLE assertion_use (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  terminal_id uuid NOT NULL,
  jti text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, terminal_id, jti),
  FOREIGN KEY (tenant_id, terminal_id) REFERENCES terminal (tenant_id, id)
);
ALTER TABLE assertion_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE assertion_use FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON assertion_use
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
CREATE POLICY store_limit ON assertion_use AS RESTRICTIVE
  USING ((SELECT app_stores()) IS NULL OR terminal_id = ANY ((SELECT app_terminals())::uuid[]))
  WITH CHECK ((SELECT app_stores()) IS NULL OR terminal_id = ANY ((SELECT app_terminals())::uuid[]));
GRANT SELECT, INSERT, DELETE ON assertion_use TO jowi_app;

-- migrate:down
DROP TABLE assertion_use;
DROP TRIGGER terminal_notify ON terminal;
DROP FUNCTION notify_terminal;
DROP TRIGGER store_notify ON store;
DROP TRIGGER tenant_notify ON tenant;
DROP TABLE settings_version;
ALTER TABLE store DROP COLUMN closed_at, DROP COLUMN settings_version, DROP COLUMN limits, DROP COLUMN negative_stock,
  DROP COLUMN receipt_footer, DROP COLUMN receipt_header, DROP COLUMN paper_mm, DROP COLUMN receipt_second_language,
  DROP COLUMN phone;
REVOKE UPDATE (name, legal_name, tax_id, kind, vat_payer, vat_rates_bps, default_vat_rate_bps, languages,
  second_factor_required, settings_version) ON tenant FROM jowi_app;
ALTER TABLE tenant DROP COLUMN settings_version, DROP COLUMN second_factor_required, DROP COLUMN languages,
  DROP COLUMN default_vat_rate_bps, DROP COLUMN vat_rates_bps, DROP COLUMN vat_payer, DROP COLUMN kind, DROP COLUMN legal_name;
