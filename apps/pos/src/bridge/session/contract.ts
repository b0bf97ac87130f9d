import { zId } from '@jowi/contracts/scalar';
import { z } from 'zod';
import { type Contract, zDone, zNothing } from '../method.ts';

export const zEmployee = z.object({
  id: zId,
  name: z.string(),
  role: z.enum(['owner', 'manager', 'cashier', 'stock-keeper', 'accountant']),
});
export type Employee = z.infer<typeof zEmployee>;

export const sessionContract = {
  employees: { params: zNothing, value: z.array(zEmployee) },
  signIn: {
    params: z.object({ employeeId: zId, pin: z.string().regex(/^\d{4,8}$/) }),
    value: z.object({ employee: zEmployee }),
  },
  signOut: { params: zNothing, value: zDone },
  current: { params: zNothing, value: zEmployee.nullable() },
} satisfies Contract;
