import type pg from 'pg';

/** Something in the database that could let one business see or touch another's rows. */
export interface Fault {
  readonly rule: string;
  /** Table, function, index, ... */
  readonly object: string;
}

/** Tables of no tenant, each with its reason. */
export const SHARED_TABLES: readonly string[] = [
  // which migrations ran; read by GET /ready
  'schema_migrations',
];

/** Policies besides tenant_isolation: before the business is known, one row's worth may be read, never written. */
const LOOKUPS: readonly string[] = [
  // a person finds where she works, a till its code, an invited person her invitation
  'employee.own_membership',
  'pairing_code.presented_code',
  'invitation.presented_token',
  // the daily job and the check of all logs: which businesses there are
  'retention.every_business',
];

/** Unique indexes for the lookups above: a hash of a secret comes before the tenant, which is in them as well. */
const LOOKUP_KEYS: readonly string[] = ['pairing_code_hash', 'invitation_token'];

/** Schemas of the installation, with what jowi_app may do there. */
const INSTALLATION_GRANTS: readonly string[] = ['INSERT messages.outbox'];
const OWN_ROW_SCHEMAS: readonly string[] = [
  // a business before it is one; a policy of its own by the cookie's id
  'registration',
];

const EXTENSIONS: readonly string[] = ['pg_trgm', 'plpgsql'];

/** `rule -> query`: each answers the objects that break it, as text; $1 are the shared tables. */
const RULES: Readonly<Record<string, string>> = {
  'belongs to no tenant': `SELECT c.relname FROM tables c WHERE NOT c.is_shared AND c.tenants IS NULL`,
  'is in no schema we know': `SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND n.nspname NOT IN ('public', 'auth', 'limits', 'messages', 'registration')`,
  'row security is not forced': `SELECT c.relname FROM tables c WHERE NOT c.is_shared AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  'lacks the one policy for reading and writing': `SELECT c.relname FROM tables c WHERE NOT c.is_shared AND NOT EXISTS (
    SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.policyname = 'tenant_isolation'
    AND p.cmd = 'ALL' AND p.permissive = 'PERMISSIVE' AND p.roles = '{public}'
    AND p.qual = format('(%s = ( SELECT app_tenant() AS app_tenant))', c.tenants) AND p.with_check = p.qual)`,
  'has a policy that widens what is seen': `SELECT p.tablename || '.' || p.policyname FROM pg_policies p
    WHERE p.schemaname = 'public' AND p.permissive = 'PERMISSIVE' AND p.policyname <> 'tenant_isolation'
    AND NOT (p.tablename || '.' || p.policyname = ANY ($2) AND p.cmd = 'SELECT'
      AND p.qual ~ 'NULLIF\\(current_setting\\(''app\\.\\w+''::text, true\\), ''''::text\\)')`,
  'knows its store and is not limited by it': `SELECT c.relname FROM tables c WHERE NOT c.is_shared AND c.relname <> 'employee_store'
    AND (c.relname = 'store' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
      AND a.attname IN ('store_id', 'warehouse_id', 'terminal_id', 'receipt_id', 'delivery_id')))
    AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname
      AND p.policyname = 'store_limit' AND p.permissive = 'RESTRICTIVE' AND p.roles = '{public}'
      AND position('( SELECT app_stores() AS app_stores) IS NULL' IN p.qual) > 0
      AND (p.cmd = 'ALL' AND position('( SELECT app_stores() AS app_stores) IS NULL' IN p.with_check) > 0
        -- the trail is written wherever she acts, and read of her own stores only
        OR c.relname = 'audit_log' AND p.cmd = 'SELECT'))`,
  'may be truncated, referenced or given triggers': `SELECT g.grantee || ' ' || g.privilege_type || ' ' || g.table_schema || '.' || g.table_name
    FROM information_schema.role_table_grants g WHERE g.grantee IN ('jowi_app', 'jowi_auth', 'PUBLIC')
    AND g.table_schema NOT IN ('pg_catalog', 'information_schema') AND g.privilege_type !~ '^(SELECT|INSERT|UPDATE|DELETE)$'
    UNION SELECT g.grantee || ' REFERENCES ' || g.table_name FROM information_schema.column_privileges g
    WHERE g.grantee IN ('jowi_app', 'jowi_auth', 'PUBLIC') AND g.privilege_type = 'REFERENCES' AND g.table_schema NOT IN ('pg_catalog', 'information_schema')
    UNION SELECT 'MAINTAIN ' || c.relname FROM tables c
    WHERE current_setting('server_version_num')::int >= 170000 AND has_table_privilege('jowi_app', c.oid, 'MAINTAIN')`,
  'is open to everybody': `SELECT g.table_schema || '.' || g.table_name FROM information_schema.role_table_grants g
    WHERE g.grantee = 'PUBLIC' AND g.table_schema NOT IN ('pg_catalog', 'information_schema')`,
  'is open to a role of another schema': `SELECT g.grantee || ' ' || g.privilege_type || ' ' || g.table_schema || '.' || g.table_name
    FROM information_schema.role_table_grants g WHERE (g.grantee = 'jowi_auth' AND g.table_schema = 'public')
    OR (g.grantee = 'jowi_app' AND g.table_schema NOT IN ('public', 'pg_catalog', 'information_schema')
      AND g.table_schema <> ALL ($4) AND g.privilege_type || ' ' || g.table_schema || '.' || g.table_name <> ALL ($5))`,
  'may be read beside the tenants and has no row security': `SELECT n.nspname || '.' || c.relname FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($4) AND c.relkind IN ('r', 'p')
    AND has_table_privilege('jowi_app', c.oid, 'SELECT') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  'a server role has power': `SELECT rolname::text FROM pg_roles r WHERE rolname IN ('jowi_app', 'jowi_auth')
    AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
      OR EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid)
      OR EXISTS (SELECT FROM pg_db_role_setting s WHERE s.setrole = r.oid))`,
  'a server role owns something': `SELECT r.rolname || ' ' || o.name FROM pg_roles r JOIN (
    SELECT relowner AS owner, relname::text AS name FROM pg_class UNION ALL SELECT proowner, proname FROM pg_proc
    UNION ALL SELECT nspowner, nspname FROM pg_namespace UNION ALL SELECT datdba, datname FROM pg_database
    UNION ALL SELECT typowner, typname FROM pg_type) o ON o.owner = r.oid WHERE r.rolname IN ('jowi_app', 'jowi_auth')`,
  'a server role may create': `SELECT r || ' in ' || nspname FROM unnest(ARRAY['jowi_app', 'jowi_auth']) r, pg_namespace
    WHERE nspname !~ '^pg_(toast|temp)' AND has_schema_privilege(r, oid, 'CREATE')`,
  'is unique across tenants': `SELECT c.relname || '.' || i.relname FROM pg_index k JOIN tables c ON c.oid = k.indrelid
    JOIN pg_class i ON i.oid = k.indexrelid JOIN pg_attribute a ON a.attrelid = i.oid AND a.attnum = 1
    WHERE NOT c.is_shared AND (k.indisunique OR k.indisexclusion) AND a.attname::text IS DISTINCT FROM c.tenants
    AND NOT (i.relname = ANY ($3) AND EXISTS (SELECT FROM pg_attribute b WHERE b.attrelid = i.oid AND b.attname = 'tenant_id'))`,
  'refers past the tenant': `SELECT c.relname || '.' || k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    JOIN tables f ON f.oid = k.confrelid WHERE k.contype = 'f' AND NOT f.is_shared
    AND NOT ((SELECT attname FROM pg_attribute WHERE attrelid = k.confrelid AND attnum = k.confkey[1]) = f.tenants
      AND (SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) = 'tenant_id')`,
  'a view shows what its owner may see': `SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)`,
  'keeps rows where no policy reaches': `SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('m', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  'runs with the rights of its owner': `SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND NOT (coalesce(array_to_string(p.proconfig, ',') ~ 'search_path=', false) AND p.prosrc ~ 'app_tenant\\(\\)'
      AND NOT has_function_privilege('public', p.oid, 'EXECUTE'))`,
  'claims to leak nothing and so runs before the policies': `SELECT p.proname::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.proleakproof AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
  'rewrites statements': `SELECT c.relname || '.' || r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
    WHERE c.relkind <> 'v' AND c.relkind <> 'm' AND c.relnamespace = 'public'::regnamespace`,
  'a sequence tells how much others do': `SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
    AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege('jowi_app', c.oid, 'USAGE, SELECT, UPDATE') END`,
  'is granted before anybody looks at it': `SELECT defaclrole::regrole::text FROM pg_default_acl
    WHERE array_to_string(defaclacl, ',') ~ 'jowi_|(^|,)='`,
  'leaves the database past row security': `SELECT pubname::text FROM pg_publication`,
  'is an extension nobody has looked at': `SELECT extname::text FROM pg_extension WHERE extname <> ALL ($6)`,
};

/** What breaks a rule, whoever made it and whenever. Needs a client that sees the whole catalogue. */
export async function findFaults(client: pg.Client): Promise<Fault[]> {
  const lists = [SHARED_TABLES, LOOKUPS, LOOKUP_KEYS, OWN_ROW_SCHEMAS, INSTALLATION_GRANTS, EXTENSIONS];
  const faults: Fault[] = [];
  for (const [rule, query] of Object.entries(RULES)) {
    const { rows } = await client.query<{ object: string }>(
      `${PARAMETERS}${TABLES} SELECT object FROM (${query}) x (object)`,
      lists,
    );
    faults.push(...rows.map(({ object }) => ({ rule, object })));
  }
  return faults;
}

export const RULE_COUNT = Object.keys(RULES).length;

/** So that each query may name those of the lists it needs, and PostgreSQL knows the types of the others. */
const PARAMETERS = `WITH lists AS (SELECT $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]), `;

/** `tables`: those of the schema public, and the column that says whose a row is. */
const TABLES = `tables AS (
  SELECT c.oid, c.relname::text, c.relrowsecurity, c.relforcerowsecurity, c.relname = ANY ($1) AS is_shared,
    (SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
      AND (a.attname = 'tenant_id' OR (c.relname = 'tenant' AND a.attname = 'id'))) AS tenants
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p'))`;
