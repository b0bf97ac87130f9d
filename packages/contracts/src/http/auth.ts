import { z } from 'zod';
import { zPermission, zRoleKind, zRoleLimits } from '../permissions.ts';
import { zId, zPhone } from '../scalar.ts';

/** POST /v1/auth/sign-in: sets the session cookies. An unknown phone answers exactly like a wrong password. */
export const zSignInRequest = z.object({ phone: zPhone, password: z.string().min(1).max(200) });
export type SignInRequest = z.infer<typeof zSignInRequest>;

/** GET /v1/auth/me, also the answer to sign-in. POST /v1/auth/sign-out answers 204. */
export const zMe = z.object({
  employeeId: zId,
  name: z.string(),
  role: zRoleKind,
  /** Of a role of the business's own; null = one of the five, named by the program. */
  roleName: z.string().nullable(),
  permissions: z.array(zPermission),
  limits: zRoleLimits,
  tenantId: zId,
  businessName: z.string(),
  /** Those she may see. */
  stores: z.array(z.object({ id: zId, name: z.string(), warehouseId: zId })),
});
export type Me = z.infer<typeof zMe>;

/** GET /v1/auth/session: who the access token says one is, at most a minute old; reads nothing. */
export const zSession = z.object({ tenantId: zId, employeeId: zId, role: zRoleKind });
export type Session = z.infer<typeof zSession>;
