import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly isIdentity: boolean;
  readonly byDefault: string | null;
}

interface Key {
  readonly kind: 'p' | 'u' | 'f';
  readonly columns: readonly string[];
  readonly foreignTable: string | null;
  readonly foreignColumns: readonly string[] | null;
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly keys: readonly Key[];
}

const TABLES = `
  SELECT c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', ty.typname, 'isRequired', a.attnotnull,
        'isIdentity', a.attidentity <> '', 'byDefault', pg_get_expr(d.adbin, d.adrelid)) ORDER BY a.attnum)
      FROM pg_attribute a JOIN pg_type ty ON ty.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT coalesce(json_agg(json_build_object('kind', k.contype, 'foreignTable', f.relname,
        'columns', (SELECT json_agg(a.attname ORDER BY x.place) FROM unnest(k.conkey) WITH ORDINALITY x(num, place)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.num),
        'foreignColumns', (SELECT json_agg(a.attname ORDER BY x.place) FROM unnest(k.confkey) WITH ORDINALITY x(num, place)
          JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.num)) ORDER BY k.oid), '[]')
      FROM pg_constraint k LEFT JOIN pg_class f ON f.oid = k.confrelid
      WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f')) AS keys
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'schema_migrations'
  ORDER BY c.oid`;

/** PostgreSQL's type names as Prisma's, with the attribute that tells them apart. */
const TYPES: Readonly<Record<string, readonly [type: string, attribute?: string]>> = {
  uuid: ['String', '@db.Uuid'],
  text: ['String'],
  _text: ['String[]'],
  int4: ['Int'],
  _int4: ['Int[]'],
  int8: ['BigInt'],
  bool: ['Boolean'],
  float8: ['Float'],
  timestamptz: ['DateTime', '@db.Timestamptz(6)'],
  date: ['DateTime', '@db.Date'],
  jsonb: ['Json'],
  json: ['Json', '@db.Json'],
  xid8: ['Unsupported("xid8")'],
};

/** The models of schema.prisma as the tables of this database would have them. */
export async function describeSchema(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Table>(TABLES);
    return rows.map((table) => model(table, rows)).join('\n\n');
  } finally {
    await client.end();
  }
}

function model(table: Table, all: readonly Table[]): string {
  const primary = table.keys.find(({ kind }) => kind === 'p')?.columns ?? [];
  const lines = table.columns.flatMap((column) => field(column, primary));
  for (const key of table.keys) {
    const { kind, columns, foreignTable, foreignColumns } = key;
    if (kind !== 'f' || !foreignTable) continue;
    const role = roleOf(table, key);
    const named = role ? `"${pascal(table.name)}${pascal(role)}", ` : '';
    const sides = `${named}fields: ${list(columns)}, references: ${list(foreignColumns ?? [])}`;
    const isOptional = table.columns.some(({ name, isRequired }) => !isRequired && columns.includes(name));
    const type = `${pascal(foreignTable)}${isOptional ? '?' : ''}`;
    lines.push(
      `${camel(role ?? foreignTable)} ${type} @relation(${sides}, onDelete: NoAction, onUpdate: NoAction)`,
    );
  }
  for (const other of all) {
    for (const key of other.keys) {
      if (key.kind !== 'f' || key.foreignTable !== table.name) continue;
      const isOne = other.keys.some(({ kind, columns }) => kind !== 'f' && `${columns}` === `${key.columns}`);
      const role = roleOf(other, key);
      const name = role ? `${camel(other.name)}As${pascal(role)}` : camel(other.name);
      const line = isOne ? `${name} ${pascal(other.name)}?` : `${plural(name)} ${pascal(other.name)}[]`;
      lines.push(role ? `${line} @relation("${pascal(other.name)}${pascal(role)}")` : line);
    }
  }
  if (primary.length > 1) lines.push(`@@id(${list(primary)})`);
  for (const { kind, columns } of table.keys) if (kind === 'u') lines.push(`@@unique(${list(columns)})`);
  lines.push(`@@map("${table.name}")`);
  return `model ${pascal(table.name)} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;
}

/** What tells two references to the same table apart: the last column of each. null = there is only this one. */
function roleOf({ keys }: Table, { foreignTable, columns }: Key): string | null {
  const likes = keys.filter((key) => key.kind === 'f' && key.foreignTable === foreignTable);
  return likes.length > 1 ? columns.at(-1)!.replace(/_id$/, '') : null;
}

function field(column: Column, primary: readonly string[]): string[] {
  const known = TYPES[column.type];
  if (!known) throw new Error(`The column type ${column.type} has no counterpart: add it to TYPES`);
  const [type, attribute] = known;
  const name = camel(column.name);
  const words = [
    name,
    column.isRequired ? type : `${type}?`,
    primary.length === 1 && primary[0] === column.name && '@id',
    column.isIdentity && '@default(autoincrement())',
    column.byDefault !== null && `@default(${defaultOf(column.byDefault)})`,
    name !== column.name && `@map("${column.name}")`,
    attribute,
  ];
  // Kysely reads a date as text: 'YYYY-MM-DD' has no time zone to be shifted by.
  const hint = column.type === 'date' ? ['/// @kyselyType(string)'] : [];
  return [...hint, words.filter(Boolean).join(' ')];
}

function defaultOf(expression: string): string {
  if (/^(now\(\)|\d+|true|false)$/.test(expression)) return expression;
  if (expression.startsWith("'{}'::text[]")) return '[]';
  const literal = /^'([^']*)'::(text|jsonb)$/.exec(expression);
  return literal ? JSON.stringify(literal[1]) : `dbgenerated("${expression}")`;
}

const list = (columns: readonly string[]) => `[${columns.map(camel).join(', ')}]`;
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string) => camel(`_${name}`);
const plural = (name: string) => (name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`);

/** After a new migration: rewrites the models in schema.prisma from the migrated database in DATABASE_URL. */
if (import.meta.main) {
  const file = new URL('./schema.prisma', import.meta.url);
  const text = readFileSync(file, 'utf8');
  const head = text.slice(0, text.indexOf('\nmodel '));
  writeFileSync(file, `${head}\n${await describeSchema(process.env.DATABASE_URL ?? '')}\n`);
}
