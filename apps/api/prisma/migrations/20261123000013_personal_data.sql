-- migrate:up
-- People whose names were taken out of the books, for ever. Their rows stay: receipts and documents point at them.
CREATE TABLE anonymised_employee (
  tenant_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  -- "Former employee 3"
  number integer NOT NULL CHECK (number > 0),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, employee_id),
  UNIQUE (tenant_id, number),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employee (tenant_id, id)
);
ALTER TABLE anonymised_employee ENABLE ROW LEVEL SECURITY;
ALTER TABLE anonymised_employee FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON anonymised_employee
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT ON anonymised_employee TO jowi_app;

-- Whoever was taken out cannot come back under the same row.
CREATE FUNCTION stay_anonymous() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM anonymised_employee a WHERE a.tenant_id = NEW.tenant_id AND a.employee_id = NEW.id)
    AND (NEW.name <> OLD.name OR NEW.phone IS NOT NULL OR NEW.pin_hash IS NOT NULL OR NEW.user_id IS NOT NULL OR NEW.active) THEN
    RAISE EXCEPTION 'This employee was made anonymous for ever' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER employee_stays_anonymous BEFORE UPDATE ON employee FOR EACH ROW EXECUTE FUNCTION stay_anonymous();

-- Old invitations are forgotten after a while.
GRANT DELETE ON invitation TO jowi_app;

-- migrate:down
REVOKE DELETE ON invitation FROM jowi_app;
DROP TRIGGER employee_stays_anonymous ON employee;
DROP FUNCTION stay_anonymous;
DROP TABLE anonymised_employee;
