import {
  PERMISSIONS,
  type Permission,
  ROLE_KINDS,
  ROLE_TEMPLATES,
  type RoleKind,
  type RoleLimits,
} from '../permissions.ts';
import type { EmployeeFeed, FeedLimits } from './pull.ts';

export type Rights = { readonly permissions: readonly Permission[]; readonly limits: RoleLimits };

/** What cannot be read gives no right: whoever may do nothing can still be helped by a newer till. */
export const NO_RIGHTS: Rights = {
  permissions: [],
  limits: { discountBps: 0, priceOverrideBps: 0, refundTiyin: '0', cashOutTiyin: '0' },
};

/**
 * What somebody of the feed may do. A permission nobody here has heard of is passed over; where a server of version 1
 * sends none at all, her role lets her do what it does in a business that has just registered; of a role without
 * permissions that is not known either, she may do nothing.
 */
export function rightsOf({
  role,
  permissions,
  limits,
}: Pick<EmployeeFeed, 'role' | 'permissions' | 'limits'>): Rights {
  const template = isRoleKind(role) ? ROLE_TEMPLATES[role] : NO_RIGHTS;
  return {
    permissions: permissions ? PERMISSIONS.filter((it) => permissions.includes(it)) : template.permissions,
    limits: limits
      ? { ...NO_RIGHTS.limits, ...knownLimits(limits) }
      : permissions
        ? NO_RIGHTS.limits
        : template.limits,
  };
}

/** The narrower of a person's limits and a store's ceilings. */
export function limitsWithin(limits: RoleLimits, ceilings: FeedLimits | undefined): RoleLimits {
  if (!ceilings) return limits;
  return {
    discountBps: Math.min(limits.discountBps, ceilings.discountBps ?? limits.discountBps),
    priceOverrideBps: Math.min(limits.priceOverrideBps, ceilings.priceOverrideBps ?? limits.priceOverrideBps),
    refundTiyin: lesser(limits.refundTiyin, ceilings.refundTiyin ?? null),
    cashOutTiyin: lesser(limits.cashOutTiyin, ceilings.cashOutTiyin ?? null),
  };
}

export function isRoleKind(role: string): role is RoleKind {
  return (ROLE_KINDS as readonly string[]).includes(role);
}

function knownLimits({
  discountBps,
  priceOverrideBps,
  refundTiyin,
  cashOutTiyin,
}: FeedLimits): Partial<RoleLimits> {
  return {
    ...(discountBps !== undefined && { discountBps }),
    ...(priceOverrideBps !== undefined && { priceOverrideBps }),
    ...(refundTiyin !== undefined && { refundTiyin }),
    ...(cashOutTiyin !== undefined && { cashOutTiyin }),
  };
}

/** null = any sum. */
function lesser(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return BigInt(a) < BigInt(b) ? a : b;
}
