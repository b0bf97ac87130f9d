import type { Role } from '@jowi/contracts/http/roles';
import { PERMISSIONS, ROLE_KINDS, ROLE_TEMPLATES } from '@jowi/contracts/permissions';
import { describe, expect, it } from 'vitest';
import { permissionGroups } from './permission-groups.ts';
import { inputOf, updateOf, valuesFrom, valuesOf, zOwnRoleValues } from './role-values.ts';

const everything = new Set(PERMISSIONS);
const roleOf = (kind: Role['kind']): Role => ({
  id: 'id',
  version: 3,
  kind,
  name: null,
  permissions: [...ROLE_TEMPLATES[kind].permissions],
  limits: ROLE_TEMPLATES[kind].limits,
  secondFactor: false,
  employeeCount: 0,
  isMine: false,
  mayGive: true,
  mayEdit: true,
});

describe('the form of a role', () => {
  it.each(ROLE_KINDS)('keeps %s as it was when nothing is touched', (kind) => {
    const { version, name, permissions, limits, secondFactor } = roleOf(kind);
    expect(updateOf(valuesOf(roleOf(kind)), roleOf(kind))).toEqual({
      version,
      name,
      permissions,
      limits,
      secondFactor,
    });
  });

  it('starts a new one without what its maker does not have', () => {
    const made = inputOf(valuesFrom('manager', undefined, new Set(['till/sell', 'staff/manage'])));
    expect(made.permissions).toEqual(['staff/read', 'staff/manage', 'till/sell']);
  });

  it('says at each field what is wrong', () => {
    const good = { ...valuesFrom('cashier', undefined, everything), name: 'Katta kassir' };
    const problemsOf = (values: object) =>
      zOwnRoleValues
        .safeParse({ ...good, ...values })
        .error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ name: ' ' })).toEqual([['name', 'form.required']]);
    for (const discount of ['', '100.01', '101', 'x'])
      expect(problemsOf({ discount })).toEqual([['discount', 'roles.percentRange']]);
    expect(problemsOf({ discount: '100' })).toEqual([]);
    expect(problemsOf({ refund: { unlimited: false, sum: '' } })).toEqual([['refund.sum', 'form.amount']]);
    expect(problemsOf({ refund: { unlimited: true, sum: '' } })).toEqual([]);
  });

  it('shows every permission in one group', () => {
    const shown = permissionGroups.flatMap(({ permissions }) => permissions);
    expect([...shown].sort()).toEqual([...PERMISSIONS].sort());
  });
});
