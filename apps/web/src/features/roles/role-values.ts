import type { Role, RoleInput, RoleUpdate } from '@jowi/contracts/http/roles';
import {
  completePermissions,
  type Permission,
  ROLE_KINDS,
  ROLE_TEMPLATES,
  type RoleKind,
  type RoleLimits,
  zPermission,
} from '@jowi/contracts/permissions';
import { z } from 'zod';
import { fromWire, MONEY_DIGITS, toWire } from '../../form/decimal-text.ts';

/** Percent with two digits are basis points. */
const PERCENT_DIGITS = 2;

const zPercent = z.string().refine((text) => {
  const bps = toWire(text, PERCENT_DIGITS);
  return bps !== null && BigInt(bps) <= 10_000n;
}, 'roles.percentRange');
/** `unlimited` leaves the sum out of account. */
const zSum = z
  .object({ unlimited: z.boolean(), sum: z.string() })
  .refine(({ unlimited, sum }) => unlimited || toWire(sum, MONEY_DIGITS) !== null, {
    path: ['sum'],
    message: 'form.amount',
  });

/** What the form holds while it is being filled; messages are keys of the catalogue. */
export const zRoleValues = z.object({
  kind: z.enum(ROLE_KINDS),
  name: z.string().trim().max(60, 'form.tooLong'),
  permissions: z.array(zPermission),
  discount: zPercent,
  priceOverride: zPercent,
  refund: zSum,
  cashOut: zSum,
  secondFactor: z.boolean(),
});
export type RoleValues = z.infer<typeof zRoleValues>;

/** A role of one's own has a name. */
export const zOwnRoleValues = zRoleValues.extend({
  name: z.string().trim().min(1, 'form.required').max(60, 'form.tooLong'),
});

/** A new role starts as the one it is made from, without what its maker does not have. */
export function valuesFrom(
  kind: RoleKind,
  base: Pick<Role, 'permissions' | 'limits'> | undefined,
  mine: ReadonlySet<Permission>,
): RoleValues {
  const { permissions, limits } = base ?? ROLE_TEMPLATES[kind];
  return {
    kind,
    name: '',
    permissions: permissions.filter((it) => mine.has(it)),
    ...limitValues(limits),
    secondFactor: false,
  };
}

export function valuesOf({ kind, name, permissions, limits, secondFactor }: Role): RoleValues {
  return { kind, name: name ?? '', permissions: [...permissions], ...limitValues(limits), secondFactor };
}

/** Checked values -> the contract's input. */
export function inputOf(values: RoleValues): RoleInput {
  return { ...fieldsOf(values), kind: values.kind, name: values.name.trim() };
}

/** One of the five keeps having no name. */
export function updateOf(values: RoleValues, { version, name }: Role): RoleUpdate {
  return { ...fieldsOf(values), version, name: name === null ? null : values.name.trim() };
}

/** The contract's path of a problem -> the form's field. */
export function roleField(path: string): 'name' | 'permissions' | null {
  return path === 'name' || path === 'permissions' ? path : null;
}

function limitValues(limits: RoleLimits) {
  const sum = (tiyin: string | null) => ({
    unlimited: tiyin === null,
    sum: tiyin === null ? '' : fromWire(tiyin, MONEY_DIGITS),
  });
  return {
    discount: fromWire(String(limits.discountBps), PERCENT_DIGITS),
    priceOverride: fromWire(String(limits.priceOverrideBps), PERCENT_DIGITS),
    refund: sum(limits.refundTiyin),
    cashOut: sum(limits.cashOutTiyin),
  };
}

function fieldsOf({ permissions, discount, priceOverride, refund, cashOut, secondFactor }: RoleValues) {
  const sum = (it: RoleValues['refund']) => (it.unlimited ? null : (toWire(it.sum, MONEY_DIGITS) ?? '0'));
  return {
    permissions: completePermissions(permissions),
    limits: {
      discountBps: Number(toWire(discount, PERCENT_DIGITS) ?? '0'),
      priceOverrideBps: Number(toWire(priceOverride, PERCENT_DIGITS) ?? '0'),
      refundTiyin: sum(refund),
      cashOutTiyin: sum(cashOut),
    },
    secondFactor,
  };
}
