import { z } from 'zod';
import { zId, zPhone } from '../scalar.ts';

export const zRole = z.enum(['owner', 'manager', 'cashier', 'stock-keeper', 'accountant']);
export type Role = z.infer<typeof zRole>;

/** POST /v1/auth/sign-in: sets the session cookies. An unknown phone answers exactly like a wrong password. */
export const zSignInRequest = z.object({ phone: zPhone, password: z.string().min(1).max(200) });
export type SignInRequest = z.infer<typeof zSignInRequest>;

/** GET /v1/auth/me, also the answer to sign-in. POST /v1/auth/sign-out answers 204. */
export const zMe = z.object({
  employeeId: zId,
  name: z.string(),
  role: zRole,
  tenantId: zId,
  businessName: z.string(),
  stores: z.array(z.object({ id: zId, name: z.string(), warehouseId: zId })),
});
export type Me = z.infer<typeof zMe>;

/** GET /v1/auth/session: who the access token says one is, at most a minute old; reads nothing. */
export const zSession = z.object({ tenantId: zId, employeeId: zId, role: zRole });
export type Session = z.infer<typeof zSession>;
