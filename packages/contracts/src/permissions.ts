import { z } from 'zod';
import { zTiyinPositive } from './scalar.ts';

/**
 * Everything one may be allowed to do, as `feature/action`. The one list: routes of the API require entries of it, the
 * till asks for them, the web hides what one may not use, and a role is a set of them kept as data. Each has a name in
 * RU and UZ (packages/i18n/src/locales/<lang>/permissions.json, same path); a test walks this list. Entries are added,
 * never renamed: businesses have them in their own roles.
 */
export const PERMISSIONS = [
  'dashboard/read',
  'products/read',
  'products/edit',
  'stock/read',
  'deliveries/read',
  'deliveries/post',
  'receipts/read',
  /** Cost and margin, wherever they stand. */
  'margin/read',
  'terminals/read',
  'terminals/manage',
  /** Decides what becomes of entries of a till that are not in the books: accepts, corrects, sets aside. */
  'journal/repair',
  'staff/read',
  /** Employees, their PINs, stores and invitations; never anyone who may do more than oneself. */
  'staff/manage',
  'roles/manage',
  'settings/read',
  'settings/manage',
  'audit/read',
  'personal-data/manage',
  'till/sell',
  'till/discount',
  'till/price-override',
  'till/refund',
  'till/cash',
  'till/sell-below-zero',
  'till/shift',
  /** Lends one's own limits to a colleague by PIN, at her till. */
  'till/approve',
] as const;
export const zPermission = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof zPermission>;

/** The roles every business starts with. A role of its own is made from one of them and keeps its kind. */
export const ROLE_KINDS = ['owner', 'manager', 'cashier', 'stock-keeper', 'accountant'] as const;
export const zRoleKind = z.enum(ROLE_KINDS);
export type RoleKind = z.infer<typeof zRoleKind>;

/** How far one goes at the till alone; beyond it somebody with `till/approve` and wider limits enters a PIN. */
export const zRoleLimits = z.object({
  /** Highest discount on a line or a receipt, basis points of its price. */
  discountBps: z.number().int().min(0).max(10_000),
  /** How far below its price a line may be sold by hand, basis points. */
  priceOverrideBps: z.number().int().min(0).max(10_000),
  /** Highest sum of one refund; null = any. */
  refundTiyin: zTiyinPositive.nullable(),
  /** Highest sum taken out of the drawer at once; null = any. */
  cashOutTiyin: zTiyinPositive.nullable(),
});
export type RoleLimits = z.infer<typeof zRoleLimits>;

export interface RoleTemplate {
  readonly permissions: readonly Permission[];
  readonly limits: RoleLimits;
}

const EVERYTHING: RoleLimits = {
  discountBps: 10_000,
  priceOverrideBps: 10_000,
  refundTiyin: null,
  cashOutTiyin: null,
};
const NOTHING: RoleLimits = { discountBps: 0, priceOverrideBps: 0, refundTiyin: '0', cashOutTiyin: '0' };

/** What the five roles may do in a business that has just registered. */
export const ROLE_TEMPLATES: Readonly<Record<RoleKind, RoleTemplate>> = {
  owner: { permissions: PERMISSIONS, limits: EVERYTHING },
  manager: {
    permissions: PERMISSIONS.filter((it) => !['roles/manage', 'personal-data/manage'].includes(it)),
    limits: {
      discountBps: 3_000,
      priceOverrideBps: 3_000,
      refundTiyin: '500000000',
      cashOutTiyin: '1000000000',
    },
  },
  cashier: {
    permissions: [
      'till/sell',
      'till/discount',
      'till/refund',
      'till/cash',
      'till/sell-below-zero',
      'till/shift',
    ],
    limits: {
      discountBps: 1_000,
      priceOverrideBps: 0,
      refundTiyin: '20000000',
      cashOutTiyin: '20000000',
    },
  },
  'stock-keeper': {
    permissions: ['products/read', 'stock/read', 'deliveries/read', 'deliveries/post'],
    limits: NOTHING,
  },
  accountant: {
    permissions: [
      'dashboard/read',
      'products/read',
      'stock/read',
      'deliveries/read',
      'receipts/read',
      'margin/read',
      'terminals/read',
      'settings/read',
      'audit/read',
    ],
    limits: NOTHING,
  },
};

/** What makes no sense alone: whoever may change something sees it. */
const COMES_WITH: Partial<Record<Permission, readonly Permission[]>> = {
  'products/edit': ['products/read'],
  'deliveries/post': ['deliveries/read', 'products/read'],
  'deliveries/read': ['products/read'],
  'stock/read': ['products/read'],
  'terminals/manage': ['terminals/read'],
  // what is decided upon are sales, and whom and what they are given to
  'journal/repair': ['terminals/read', 'receipts/read', 'products/read'],
  'staff/manage': ['staff/read'],
  'roles/manage': ['staff/read'],
  'settings/manage': ['settings/read'],
};

/** With everything they bring along, each once, in the order of the list. */
export function completePermissions(chosen: readonly Permission[]): Permission[] {
  const all = new Set(chosen);
  for (const it of chosen) for (const brought of COMES_WITH[it] ?? []) all.add(brought);
  return PERMISSIONS.filter((it) => all.has(it));
}

/** Which of the chosen bring this one along: while they are chosen it cannot be taken away. */
export function broughtBy(permission: Permission, chosen: ReadonlySet<Permission>): Permission[] {
  return PERMISSIONS.filter((it) => chosen.has(it) && COMES_WITH[it]?.includes(permission));
}

/** Whether the first set of limits goes nowhere further than the second. */
export function limitsWithin(inner: RoleLimits, outer: RoleLimits): boolean {
  const sumWithin = (a: string | null, b: string | null) =>
    b === null || (a !== null && BigInt(a) <= BigInt(b));
  return (
    inner.discountBps <= outer.discountBps &&
    inner.priceOverrideBps <= outer.priceOverrideBps &&
    sumWithin(inner.refundTiyin, outer.refundTiyin) &&
    sumWithin(inner.cashOutTiyin, outer.cashOutTiyin)
  );
}
