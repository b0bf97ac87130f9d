import { z } from 'zod';
import { zPermission, zRoleKind, zRoleLimits } from '../permissions.ts';
import { zId } from '../scalar.ts';

export const MAX_ROLES = 50;
const zVersion = z.number().int().positive();

export const zRole = z.object({
  id: zId,
  version: zVersion,
  kind: zRoleKind,
  /** null = one of the five every business starts with, named by the program. */
  name: z.string().nullable(),
  permissions: z.array(zPermission),
  limits: zRoleLimits,
  /** Whoever has it signs in with a second factor. */
  secondFactor: z.boolean(),
  /** Employees who have it, also suspended ones. */
  employeeCount: z.number().int(),
  isMine: z.boolean(),
  /** Whether the asker may give it: nobody gives more than she has. */
  mayGive: z.boolean(),
  /**
   * Whether the asker may change it: not her own, not one that may do more, and the owner's stays as it is; none of them
   * while she is limited to some stores.
   */
  mayEdit: z.boolean(),
});
export type Role = z.infer<typeof zRole>;

/** GET /v1/roles: the five, then the business's own by name. */
export const zRoleList = z.object({ items: z.array(zRole) });
export type RoleList = z.infer<typeof zRoleList>;

const zRoleFields = z.object({
  permissions: z.array(zPermission).max(100),
  limits: zRoleLimits,
  secondFactor: z.boolean(),
});
const zOwnName = z.string().trim().min(1).max(60);
/** POST /v1/roles: made from one of the five, whose kind it keeps. */
export const zRoleInput = zRoleFields.extend({ kind: zRoleKind, name: zOwnName });
export type RoleInput = z.infer<typeof zRoleInput>;
/** PUT /v1/roles/:id. The five have no name of their own; of the owner's only the second factor can be changed. */
export const zRoleUpdate = zRoleFields.extend({ version: zVersion, name: zOwnName.nullable() });
export type RoleUpdate = z.infer<typeof zRoleUpdate>;
/** POST /v1/roles/:id/delete: 204; not one of the five, and nobody may have it. */
export const zRoleDelete = z.object({ version: zVersion });
