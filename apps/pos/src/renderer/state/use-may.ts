import type { Problem } from '@jowi/contracts/errors';
import type { Permission } from '@jowi/contracts/permissions';
import { useTill } from './till-context.ts';

/** What a control says that one may not use: it stays where it is, locked, and tells whom to call. */
export const NOT_ALLOWED: Problem = { code: 'till/not-allowed' };

/** Whether the person at the till may do this at all; how far is another question, and the engine's. */
export function useMay(permission: Permission): boolean {
  return useTill((state) => state.employee?.permissions.includes(permission) ?? false);
}
