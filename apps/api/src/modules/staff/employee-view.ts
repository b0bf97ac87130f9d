import type { Employee } from '@jowi/contracts/http/staff';
import type { Person } from '../../platform/auth/access.ts';
import { covers, coversStores, type Reach } from './authority.ts';
import type { EmployeeRow } from './staff.repository.ts';

/** How an employee looks to one who asks: of stores only those that are the asker's too. */
export function employeeView(row: EmployeeRow, asker: Person, mine: Reach, nowMs: number): Employee {
  const isMe = row.id === asker.employeeId;
  const storeIds = row.storeIds?.filter((id) => asker.storeIds?.includes(id) ?? true) ?? null;
  const { invitation } = row;
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    phone: row.phone,
    color: row.color,
    active: row.active,
    roleId: row.roleId,
    roleKind: row.roleKind,
    roleName: row.roleName,
    storeIds,
    hasPin: row.hasPin,
    hasAccount: row.userId !== null,
    invitation: invitation && { ...invitation, expired: invitation.expiresAtMs <= nowMs },
    isMe,
    mayEdit: asker.permissions.has('staff/manage') && (isMe || isWithinReach(row, mine)),
  };
}

/** Nobody changes one who may do more, or who works where she herself does not. */
export function isWithinReach(row: Reach, mine: Reach): boolean {
  return covers(mine, row) && coversStores(mine.storeIds, row.storeIds);
}
