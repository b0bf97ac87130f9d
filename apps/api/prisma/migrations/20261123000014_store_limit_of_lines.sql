-- migrate:up
-- Whether the document of a line is seen, asked only for one who is limited to stores. As a sub-query in the policy it
-- was opened with its indexes by every statement of everybody: 5 of the 15 microseconds that the lines of a receipt took.
CREATE FUNCTION app_sees_receipt(receipt_id uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT EXISTS (SELECT FROM receipt r WHERE r.tenant_id = app_tenant() AND r.id = $1) $$;

DO $$
DECLARE line text;
BEGIN
  FOREACH line IN ARRAY ARRAY['receipt_line', 'receipt_payment', 'receipt_approval'] LOOP
    EXECUTE format('DROP POLICY store_limit ON %I', line);
    EXECUTE format('CREATE POLICY store_limit ON %I AS RESTRICTIVE
      USING ((SELECT app_stores()) IS NULL OR app_sees_receipt(receipt_id))
      WITH CHECK ((SELECT app_stores()) IS NULL)', line);
  END LOOP;
END $$;

-- migrate:down
DO $$
DECLARE line text;
BEGIN
  FOREACH line IN ARRAY ARRAY['receipt_line', 'receipt_payment', 'receipt_approval'] LOOP
    EXECUTE format('DROP POLICY store_limit ON %I', line);
    EXECUTE format('CREATE POLICY store_limit ON %I AS RESTRICTIVE
      USING ((SELECT app_stores()) IS NULL OR EXISTS (SELECT FROM receipt r WHERE r.tenant_id = %I.tenant_id AND r.id = receipt_id))
      WITH CHECK ((SELECT app_stores()) IS NULL)', line, line);
  END LOOP;
END $$;
DROP FUNCTION app_sees_receipt;
