-- migrate:up
-- Who changed what. Every row carries a keyed hash over itself and the hash of the row before it; the key is not in the
-- database (docs/adr/0019). Rows are added and read, never changed: the grants say so to the server, the triggers to
-- everybody else who has not switched them off.
CREATE TABLE audit_head (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  -- of the last entry; 0 = none yet. Whoever writes locks this row, so that the numbers have no gaps.
  seq bigint NOT NULL,
  mac text NOT NULL,
  PRIMARY KEY (tenant_id)
);
ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_head FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON audit_head
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE ON audit_head TO jowi_app;

CREATE TABLE audit_log (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  seq bigint NOT NULL CHECK (seq > 0),
  at timestamptz NOT NULL,
  action text NOT NULL,
  -- person: an account that is no employee (yet); system: the server itself
  actor_kind text NOT NULL CHECK (actor_kind IN ('employee', 'person', 'terminal', 'system')),
  actor_id text,
  subject_kind text NOT NULL,
  subject_id text,
  -- never the name of a person: those are in audit_personal
  subject_name text,
  -- the store it happened in, when it belongs to one: people limited to stores read these only
  store_id uuid,
  before jsonb,
  after jsonb,
  request_id text,
  -- keyed hashes of the rows of audit_origin and audit_personal; they stay when those rows are deleted
  origin_digest text,
  personal_digest text,
  key_id text NOT NULL,
  prev_mac text NOT NULL,
  mac text NOT NULL,
  PRIMARY KEY (tenant_id, seq)
);
CREATE INDEX audit_log_subject ON audit_log (tenant_id, subject_kind, subject_id, seq);
CREATE INDEX audit_log_actor ON audit_log (tenant_id, actor_id, seq);
CREATE INDEX audit_log_at ON audit_log (tenant_id, at);
ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON audit_log
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
CREATE POLICY store_limit ON audit_log AS RESTRICTIVE FOR SELECT
  USING ((SELECT app_stores()) IS NULL OR store_id = ANY ((SELECT app_stores())::uuid[]));
GRANT SELECT, INSERT ON audit_log TO jowi_app;

-- Where a change came from: kept for as long as the business says, then deleted.
CREATE TABLE audit_origin (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  seq bigint NOT NULL,
  -- random, so that nobody finds the address again by trying all of them against the digest
  salt text NOT NULL,
  ip text,
  device text,
  PRIMARY KEY (tenant_id, seq),
  FOREIGN KEY (tenant_id, seq) REFERENCES audit_log (tenant_id, seq)
);
ALTER TABLE audit_origin ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_origin FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON audit_origin
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, DELETE ON audit_origin TO jowi_app;

-- What an entry says about a person by name: deleted when she is made unrecognisable.
CREATE TABLE audit_personal (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  seq bigint NOT NULL,
  -- the subject of the entry
  person_id text,
  salt text NOT NULL,
  -- {name?, before?, after?}
  data jsonb NOT NULL,
  PRIMARY KEY (tenant_id, seq),
  FOREIGN KEY (tenant_id, seq) REFERENCES audit_log (tenant_id, seq)
);
CREATE INDEX audit_personal_person ON audit_personal (tenant_id, person_id);
ALTER TABLE audit_personal ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_personal FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON audit_personal
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, DELETE ON audit_personal TO jowi_app;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_origin_unchanged BEFORE UPDATE OR TRUNCATE ON audit_origin
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_personal_unchanged BEFORE UPDATE OR TRUNCATE ON audit_personal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION audit_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.tenant_id <> OLD.tenant_id OR NEW.seq <= OLD.seq THEN
    RAISE EXCEPTION 'The head of the audit log only moves forward' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_head_forward();

-- Permission to keep somebody's data, and its withdrawal: one row each time.
CREATE TABLE consent (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  employee_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('given', 'withdrawn')),
  text_version text NOT NULL,
  language text NOT NULL CHECK (language IN ('ru', 'uz')),
  -- where she was asked
  source text NOT NULL CHECK (source IN ('registration', 'invitation', 'back-office')),
  at timestamptz NOT NULL,
  ip text,
  device text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employee (tenant_id, id)
);
CREATE INDEX consent_employee ON consent (tenant_id, employee_id, at);
ALTER TABLE consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON consent
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
GRANT SELECT, INSERT, UPDATE (ip, device) ON consent TO jowi_app;

-- How long a business keeps what it needs for a while only.
CREATE TABLE retention (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  audit_origin_days integer NOT NULL DEFAULT 365 CHECK (audit_origin_days BETWEEN 30 AND 3650),
  session_days integer NOT NULL DEFAULT 90 CHECK (session_days BETWEEN 1 AND 3650),
  invitation_days integer NOT NULL DEFAULT 30 CHECK (invitation_days BETWEEN 1 AND 3650),
  version integer NOT NULL DEFAULT 1,
  applied_at timestamptz,
  PRIMARY KEY (tenant_id)
);
-- Businesses from before. Row security binds the owner of the tables too, so it is lifted for the while of this
-- transaction.
ALTER TABLE tenant NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_head NO FORCE ROW LEVEL SECURITY;
INSERT INTO retention (tenant_id) SELECT id FROM tenant;
INSERT INTO audit_head (tenant_id, seq, mac) SELECT id, 0, '' FROM tenant;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_head FORCE ROW LEVEL SECURITY;
ALTER TABLE retention ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON retention
  USING (tenant_id = (SELECT app_tenant())) WITH CHECK (tenant_id = (SELECT app_tenant()));
-- The daily job and the check of all logs go from business to business: they may read which there are, here only.
CREATE POLICY every_business ON retention FOR SELECT
  USING ((SELECT nullif(current_setting('app.round', true), '')) = 'every-business');
GRANT SELECT, INSERT, UPDATE ON retention TO jowi_app;

-- Every business has its head and its periods from its first moment on.
CREATE FUNCTION begin_business() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_head (tenant_id, seq, mac) VALUES (NEW.id, 0, '');
  INSERT INTO retention (tenant_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER tenant_begins AFTER INSERT ON tenant FOR EACH ROW EXECUTE FUNCTION begin_business();

-- migrate:down
DROP TRIGGER tenant_begins ON tenant;
DROP TABLE retention, consent, audit_personal, audit_origin, audit_log, audit_head;
DROP FUNCTION begin_business, audit_head_forward, refuse_change;
