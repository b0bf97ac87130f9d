/** Every row belongs to somebody. Rows are never changed: an update puts another in their place. */
export type TenantRow = { readonly tenantId: string };

export type UniqueKey<Row> = { readonly name: string; keyOf(row: Row): string };
/** Null: the row refers to nothing. */
export type Reference<Row> = {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: tables of all kinds of rows
  readonly to: () => Table<any>;
  keyOf(row: Row): string | null;
};
export type TableRules<Row> = {
  /** Of the primary key, without the tenant. */
  keyOf(row: Row): string;
  readonly uniques?: readonly UniqueKey<Row>[];
  readonly references?: readonly Reference<Row>[];
  /** Whether changing it is something a pull would bring. */
  readonly isFed?: boolean;
};

/** Committed rows of all tenants, apart from each other. */
export class Table<Row extends TenantRow> {
  readonly name: string;
  readonly rules: TableRules<Row>;
  readonly #partitions = new Map<string, Map<string, Row>>();
  /** `tenant/constraint/key`. */
  readonly #taken = new Set<string>();

  constructor(name: string, rules: TableRules<Row>) {
    this.name = name;
    this.rules = rules;
  }

  /** What row-level security lets a transaction of this tenant see. */
  visibleTo(tenantId: string): ReadonlyMap<string, Row> {
    return this.#partitions.get(tenantId) ?? (EMPTY as ReadonlyMap<string, Row>);
  }

  /** Without a tenant: for the one look-up that finds out whose it is (a presented pairing code). */
  findAnywhere(isWanted: (row: Row) => boolean): Row | null {
    for (const rows of this.#partitions.values())
      for (const row of rows.values()) if (isWanted(row)) return row;
    return null;
  }

  isTaken(tenantId: string, unique: string, key: string): boolean {
    return this.#taken.has(`${tenantId}/${unique}/${key}`);
  }

  /** Only a committing transaction calls it. */
  install(tenantId: string, key: string, row: Row | null): void {
    const rows = this.#partitions.get(tenantId) ?? new Map<string, Row>();
    this.#partitions.set(tenantId, rows);
    const before = rows.get(key);
    for (const { name, keyOf } of this.rules.uniques ?? []) {
      if (before) this.#taken.delete(`${tenantId}/${name}/${keyOf(before)}`);
      if (row) this.#taken.add(`${tenantId}/${name}/${keyOf(row)}`);
    }
    if (row) rows.set(key, row);
    else rows.delete(key);
  }
}

const EMPTY = new Map<string, never>();
