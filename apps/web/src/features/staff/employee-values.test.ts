import { describe, expect, it } from 'vitest';
import { emptyEmployee, inputOf, zEmployeeValues } from './employee-values.ts';

const filled = { ...emptyEmployee('role', 2, null), name: ' Aziza ' };
const problemsOf = (values: object) =>
  zEmployeeValues
    .safeParse({ ...filled, ...values })
    .error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

describe('the form of an employee', () => {
  it('takes one without a phone, of every store, with a PIN made for her', () => {
    expect(problemsOf({})).toEqual([]);
    expect(inputOf(filled)).toEqual({
      name: 'Aziza',
      phone: null,
      color: 2,
      roleId: 'role',
      storeIds: null,
      pin: 'generate',
    });
    expect(inputOf({ ...filled, phone: '+998 ' }).phone).toBeNull();
    expect(inputOf({ ...filled, phone: '+998 90 123 45 67' }).phone).toBe('+998901234567');
  });

  it('says at each field what is wrong', () => {
    expect(problemsOf({ name: ' ' })).toEqual([['name', 'form.required']]);
    expect(problemsOf({ phone: '+998 90 12' })).toEqual([['phone', 'form.phone']]);
    expect(problemsOf({ everywhere: false })).toEqual([['storeIds', 'staff.storesNone']]);
    expect(problemsOf({ pinChoice: 'own', pin: '12' })).toEqual([['pin', 'staff.pinFormat']]);
    expect(problemsOf({ pinChoice: 'own', pin: '1234' })).toEqual([['pin', 'staff.pinWeak']]);
    expect(problemsOf({ pinChoice: 'own', pin: '4071' })).toEqual([]);
    expect(problemsOf({ pinChoice: 'none', pin: '12' })).toEqual([]);
  });

  it('starts in the one store of somebody who is limited to it', () => {
    expect(emptyEmployee('role', 1, ['a'])).toMatchObject({ everywhere: false, storeIds: ['a'] });
    expect(emptyEmployee('role', 1, ['a', 'b'])).toMatchObject({ everywhere: false, storeIds: [] });
  });
});
