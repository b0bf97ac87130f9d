import { zPermission, zRoleKind, zRoleLimits } from '@jowi/contracts/permissions';
import { zId } from '@jowi/contracts/scalar';
import { z } from 'zod';
import { type Contract, zDone, zNothing } from '../method.ts';

export const zEmployee = z.object({
  id: zId,
  name: z.string(),
  /** null = a kind this program has no word for. */
  role: zRoleKind.nullable(),
  /** The business's own name of the role; null = one of the five. */
  roleName: z.string().nullable(),
  /** Of the circle with her initials, from 1. */
  color: z.number().int().positive(),
});
export type Employee = z.infer<typeof zEmployee>;

/** Who is at the till and what she may do here. */
export const zSession = zEmployee.extend({
  permissions: z.array(zPermission).readonly(),
  limits: zRoleLimits,
});
export type Session = z.infer<typeof zSession>;

export const zPin = z.string().regex(/^\d{4,6}$/);

export const sessionContract = {
  employees: { params: zNothing, value: z.array(zEmployee) },
  signIn: {
    params: z.object({ employeeId: zId, pin: zPin }),
    value: z.object({ employee: zSession }),
  },
  signOut: { params: zNothing, value: zDone },
  current: { params: zNothing, value: zSession.nullable() },
} satisfies Contract;
