import type { Employee } from '@jowi/contracts/http/staff';
import { zEmployeePage, zEmployeeWithPin } from '@jowi/contracts/http/staff';
import { isWeakPin } from '@jowi/domain/pin';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import {
  createEmployee,
  errorCode,
  getEmployee,
  newEmployee,
  signedInEmployee,
  updateEmployee,
} from '../../../test/support/staff.ts';

describe('employees', () => {
  let api: TestApi;
  let owner: Asker;
  let manager: Asker;
  let cashier: Asker;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    manager = await api.signIn(api.a.employees.manager.phone);
    cashier = await api.signIn(api.a.employees.cashier.phone);
  });
  afterAll(() => api.close());

  it('lists people by name, a page at a time, with what one may do about each', async () => {
    const whole = zEmployeePage.parse((await manager.ask('GET', '/v1/staff?state=all')).body);
    expect(whole.items.map(({ name }) => name)).toEqual([...whole.items.map(({ name }) => name)].sort());
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = zEmployeePage.parse(
        (await manager.ask('GET', `/v1/staff?state=all&limit=2${cursor}`)).body,
      );
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toEqual(whole.items.map(({ id }) => id));
    const byRole = new Map(whole.items.map((it) => [it.roleKind, it]));
    expect(byRole.get('owner')).toMatchObject({ mayEdit: false, isMe: false });
    expect(byRole.get('manager')).toMatchObject({ mayEdit: true, isMe: true });
    expect(byRole.get('cashier')).toMatchObject({ mayEdit: true, hasAccount: true, hasPin: false });
    expect((await cashier.ask('GET', '/v1/staff')).status).toBe(403);
  });

  it('finds by name, phone, role and state; a sign of LIKE is only a sign', async () => {
    const { employee } = await createEmployee(api, owner, { name: '100% Aziz_a', phone: '+998977001122' });
    const find = async (query: string) =>
      zEmployeePage.parse((await owner.ask('GET', `/v1/staff?${query}`)).body).items.map(({ id }) => id);
    expect(await find('search=aziz')).toEqual([employee.id]);
    expect(await find(`search=${encodeURIComponent('100%')}`)).toEqual([employee.id]);
    expect(await find(`search=${encodeURIComponent('97 700-11')}`)).toEqual([employee.id]);
    expect(await find('search=z_z')).toEqual([]);
    expect(await find(`roleId=${api.a.roles.accountant}`)).toEqual([api.a.employees.accountant.id]);
    expect(await find('state=suspended')).toEqual([]);
  });

  it('makes a PIN and shows it once, or takes a good one', async () => {
    const made = await createEmployee(api, owner, { pin: 'generate' });
    expect(made.pin).toMatch(/^\d{4}$/);
    expect(isWeakPin(made.pin as string)).toBe(false);
    expect(made.employee.hasPin).toBe(true);
    const given = await createEmployee(api, owner, { pin: '407152' });
    expect(given).toMatchObject({ pin: null, employee: { hasPin: true } });
    for (const pin of ['1111', '1234', '654321', '1990']) {
      const answer = await owner.ask('POST', '/v1/staff', { body: newEmployee(api, { pin }) });
      expect(answer.status).toBe(422);
      expect(answer.body.error).toMatchObject({ code: 'staff/pin-weak', field: 'pin' });
    }
    for (const pin of ['123', '1234567', '12a4', '', 4071])
      expect((await owner.ask('POST', '/v1/staff', { body: newEmployee(api, { pin }) })).status).toBe(422);
    const taken = await owner.ask('POST', `/v1/staff/${given.employee.id}/pin`, {
      body: { version: 1, pin: null },
    });
    expect(zEmployeeWithPin.parse(taken.body)).toMatchObject({
      pin: null,
      employee: { hasPin: false, version: 2 },
    });
    const text = JSON.stringify([made, (await owner.ask('GET', '/v1/staff')).body]);
    expect(text).not.toMatch(/hash|salt/i);
  });

  it('refuses a phone that a colleague has, and says where', async () => {
    await createEmployee(api, owner, { phone: '+998977002233' });
    const answer = await owner.ask('POST', '/v1/staff', {
      body: newEmployee(api, { phone: '+998977002233' }),
    });
    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({ code: 'staff/phone-taken', field: 'phone' });
  });

  it('lets nobody give more than she has', async () => {
    const asOwner = await manager.ask('POST', '/v1/staff', {
      body: newEmployee(api, { roleId: api.a.roles.owner }),
    });
    expect(asOwner.body.error).toMatchObject({ code: 'staff/role-above-you', field: 'roleId' });
    const { employee } = await createEmployee(api, owner);
    const promoted = await updateEmployee(manager, employee, { roleId: api.a.roles.owner });
    expect(errorCode(promoted)).toBe('staff/role-above-you');
    expect(await getEmployee(owner, employee.id)).toEqual(employee);
    expect((await updateEmployee(manager, employee, { roleId: api.a.roles.manager })).status).toBe(200);
  });

  it('lets nobody change her own role or stores, nor somebody above her', async () => {
    const me = await getEmployee(manager, api.a.employees.manager.id);
    expect(errorCode(await updateEmployee(manager, me, { roleId: api.a.roles.cashier }))).toBe(
      'staff/own-role',
    );
    expect(errorCode(await updateEmployee(manager, me, { storeIds: [api.a.storeId] }))).toBe(
      'staff/own-role',
    );
    expect((await updateEmployee(manager, me, { color: 7 })).body).toMatchObject({
      color: 7,
      version: me.version + 1,
    });
    const boss = await getEmployee(manager, api.a.employees.owner.id);
    expect(errorCode(await updateEmployee(manager, boss, { name: 'Nobody' }))).toBe('staff/above-you');
    for (const path of ['suspend', 'pin', 'invitation']) {
      const answer = await manager.ask('POST', `/v1/staff/${boss.id}/${path}`, {
        body: { version: boss.version, pin: 'generate', send: 'link', language: 'ru' },
      });
      expect(answer.status).toBe(403);
      expect(errorCode(answer)).toBe('staff/above-you');
    }
    const mine = await manager.ask('POST', `/v1/staff/${me.id}/suspend`, { body: { version: 2 } });
    expect(errorCode(mine)).toBe('staff/own-suspension');
  });

  it('tells a stale change from a fresh one', async () => {
    const { employee } = await createEmployee(api, owner);
    expect((await updateEmployee(owner, employee, { name: 'First' })).status).toBe(200);
    const second = await updateEmployee(manager, employee, { name: 'Second' });
    expect(second.status).toBe(409);
    expect(errorCode(second)).toBe('staff/version-conflict');
    expect((await getEmployee(owner, employee.id)).name).toBe('First');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        updateEmployee(i % 2 ? owner : manager, { ...employee, version: 2 }, { name: `Racer ${i}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('keeps the phone one signs in with for herself to change', async () => {
    const it = await getEmployee(owner, api.a.employees.accountant.id);
    const answer = await updateEmployee(owner, it, { phone: '+998977009999' });
    expect(answer.body.error).toMatchObject({ code: 'staff/phone-of-account', field: 'phone' });
  });

  it('keeps the last owner, also when two owners are put out at once', async () => {
    const first = await getEmployee(owner, api.a.employees.owner.id);
    const second = await signedInEmployee(api, { roleId: api.a.roles.owner });
    const asSecond = await api.signIn(second.phone);
    const other = await getEmployee(owner, second.id);
    const suspend = (asker: Asker, it: Employee) =>
      asker.ask('POST', `/v1/staff/${it.id}/suspend`, { body: { version: it.version } });
    const demote = (asker: Asker, it: Employee) => updateEmployee(asker, it, { roleId: api.a.roles.cashier });
    // In every way one can be put out.
    for (const [one, two] of [
      [suspend, suspend],
      [demote, demote],
      [suspend, demote],
    ] as const) {
      const answers = await Promise.all([one(owner, other), two(asSecond, first)]);
      const won = answers.filter(({ status }) => status === 200);
      expect(won).toHaveLength(1);
      const owners = await withClient(api.database.adminUrl, (client) =>
        client.query(
          `SELECT count(*)::int AS n FROM employee WHERE tenant_id = $1 AND role_id = $2 AND active`,
          [api.a.tenantId, api.a.roles.owner],
        ),
      );
      expect(owners.rows[0].n).toBe(1);
      await withClient(api.database.adminUrl, (client) =>
        client.query(
          `UPDATE employee SET active = true, role_id = $2, version = 1 WHERE id = ANY ($1::uuid[])`,
          [[first.id, second.id], api.a.roles.owner],
        ),
      );
      Object.assign(first, { version: 1 });
      Object.assign(other, { version: 1 });
    }
    expect((await suspend(owner, other)).status).toBe(200);
    const lastStores = await updateEmployee(owner, await getEmployee(owner, first.id), {
      storeIds: [api.a.storeId],
    });
    expect(errorCode(lastStores)).toBe('staff/own-role');
  });

  it('puts a suspended one out within sixty seconds and lets her back in', async () => {
    const { id, phone } = await signedInEmployee(api, { roleId: api.a.roles.accountant });
    const person = await api.signIn(phone);
    expect((await person.ask('GET', '/v1/receipts')).status).toBe(200);
    const before = await getEmployee(owner, id);
    const answer = await manager.ask('POST', `/v1/staff/${id}/suspend`, {
      body: { version: before.version },
    });
    expect(answer.body).toMatchObject({ active: false, version: before.version + 1 });
    api.clock.advance(60_000);
    expect((await person.ask('GET', '/v1/receipts')).status).toBe(401);
    await expect(api.signIn(phone)).rejects.toThrow('auth/sign-in-failed');
    await manager.ask('POST', `/v1/staff/${id}/resume`, { body: { version: before.version + 1 } });
    expect((await (await api.signIn(phone)).ask('GET', '/v1/receipts')).status).toBe(200);
  });

  it('writes down who changed whom, and no PIN', async () => {
    const { employee } = await createEmployee(api, owner, { pin: '904718', name: 'Logged' });
    const { rows } = await withClient(api.database.adminUrl, (client) =>
      client.query(
        `SELECT action, actor_id, to_jsonb(l)::text AS whole FROM audit_log l WHERE subject_id = $1`,
        [employee.id],
      ),
    );
    expect(rows.map(({ action }) => action)).toEqual(['staff/create']);
    expect(rows[0].actor_id).toBe(api.a.employees.owner.id);
    expect(rows[0].whole).not.toContain('904718');
  });
});
