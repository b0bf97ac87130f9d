-- migrate:up
CREATE TABLE product (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  sku text NOT NULL CHECK (length(sku) BETWEEN 1 AND 40),
  name_ru text NOT NULL CHECK (length(name_ru) BETWEEN 1 AND 200),
  name_uz text NOT NULL CHECK (length(name_uz) BETWEEN 1 AND 200),
  -- VAT inside
  price_tiyin bigint NOT NULL CHECK (price_tiyin >= 0),
  -- basis points; null = without VAT
  vat_rate_bps integer CHECK (vat_rate_bps BETWEEN 0 AND 9900),
  unit text NOT NULL CHECK (unit IN ('piece', 'kg', 'litre', 'metre')),
  ikpu text CHECK (ikpu ~ '^\d{17}$'),
  package_code text CHECK (package_code ~ '^\d{1,20}$'),
  archived boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  -- names, sku and barcodes folded for search (packages/i18n)
  search_text text NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, sku)
);
CREATE INDEX product_feed ON product (tenant_id, xid, id);
CREATE INDEX product_by_name ON product (tenant_id, archived, name_ru, id);
-- No trigram index: under row security PostgreSQL may not use LIKE as an index condition (textlike is not leakproof), so the
-- application's role would never use it and every product written would pay for it. The rows of one business are
-- read by product_by_name and filtered: 25 ms for 20,000 products, 0.2 s for 200,000.
ALTER TABLE product ENABLE ROW LEVEL SECURITY;
ALTER TABLE product FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON product
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE ON product TO jowi_app;
CREATE TRIGGER product_touch BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION touch_xid();
CREATE TRIGGER product_notify AFTER INSERT OR UPDATE ON product FOR EACH STATEMENT EXECUTE FUNCTION notify_change();

-- Whoever changes a product's barcodes also raises product.version, so that the feed carries the change.
CREATE TABLE product_barcode (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  barcode text NOT NULL CHECK (barcode ~ '^[!-~]{1,63}$'),
  product_id uuid NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (tenant_id, barcode),
  FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
);
CREATE INDEX product_barcode_product ON product_barcode (tenant_id, product_id);
ALTER TABLE product_barcode ENABLE ROW LEVEL SECURITY;
ALTER TABLE product_barcode FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON product_barcode
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON product_barcode TO jowi_app;

-- migrate:down
DROP TABLE product_barcode, product;
