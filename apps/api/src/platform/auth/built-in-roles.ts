import { ROLE_KINDS, ROLE_TEMPLATES, type RoleKind } from '@jowi/contracts/permissions';
import { newId } from '../ids/new-id.ts';

export interface RoleRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly kind: RoleKind;
  readonly permissions: string[];
  /** JSON. */
  readonly limits: string;
}

/** The rows of the five roles a new business starts with, for `insertInto('role')`. */
export function builtInRoles(tenantId: string, nowMs: number): RoleRow[] {
  return ROLE_KINDS.map((kind) => ({
    tenant_id: tenantId,
    id: newId(nowMs),
    kind,
    permissions: [...ROLE_TEMPLATES[kind].permissions],
    limits: JSON.stringify(ROLE_TEMPLATES[kind].limits),
  }));
}

/** Any client of pg. */
interface SqlClient {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** With plain SQL, for the seeds. */
export async function insertRoles(client: SqlClient, rows: readonly RoleRow[]): Promise<void> {
  for (const { tenant_id, id, kind, permissions, limits } of rows)
    await client.query(
      'INSERT INTO role (tenant_id, id, kind, permissions, limits) VALUES ($1, $2, $3, $4, $5)',
      [tenant_id, id, kind, permissions, limits],
    );
}

/** The five of a new business; answers their ids by kind. */
export async function insertBuiltInRoles(
  client: SqlClient,
  tenantId: string,
  nowMs: number,
): Promise<Record<RoleKind, string>> {
  const rows = builtInRoles(tenantId, nowMs);
  await insertRoles(client, rows);
  return Object.fromEntries(rows.map(({ kind, id }) => [kind, id])) as Record<RoleKind, string>;
}
