import { limitsWithin, type Permission, type RoleLimits } from '@jowi/contracts/permissions';

/** What a role lets one do. */
export interface Powers {
  readonly permissions: readonly Permission[];
  readonly limits: RoleLimits;
}

/** What an employee may do, and where. */
export interface Reach extends Powers {
  /** null = every store. */
  readonly storeIds: readonly string[] | null;
}

/** Nobody gives, changes or takes away what goes beyond herself. */
export function covers(mine: Powers, other: Powers): boolean {
  return (
    other.permissions.every((it) => mine.permissions.includes(it)) && limitsWithin(other.limits, mine.limits)
  );
}

export function coversStores(mine: Reach['storeIds'], other: Reach['storeIds']): boolean {
  if (mine === null) return true;
  return other?.every((id) => mine.includes(id)) ?? false;
}
